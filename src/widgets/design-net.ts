import { htmlElement } from "../browser/elements.ts";
import { declare, options } from "../core/declare.ts";
import { CourseError } from "../core/errors.ts";
import { choice, integer, list, number } from "../core/kinds.ts";
import { needed, objectOf, optional, withDefault } from "../core/options.ts";
import { readCaption } from "../charts/frame/caption.ts";
import { captionOption } from "../charts/frame/chart-options.ts";
import { formatCount } from "../charts/frame/number-format.ts";
import { stridePlacementHelp, stridePlacementKind } from "../models/block-options.ts";
import type { Design } from "../models/design.ts";
import { designPresetNames, designPresets } from "../models/design-presets.ts";
import { shortcutHelp, shortcutKind } from "../models/shortcuts.ts";
import { designControls } from "./design-controls.ts";
import { makeStagesDraggable, mostBlocks, mostFilters } from "./design-drag.ts";
import { drawDesign, scaleFor, type DesignScale } from "./design-drawing.ts";
import { describeGoal, designResults } from "./design-results.ts";
import { readDesign, type Designed, type DesignedNet, type Goal } from "./design-value.ts";
import { createStage } from "./stage.ts";
import { widgetFigure } from "./widget-figure.ts";
import { asInput, type InputFigure } from "./widget-input.ts";

const name = "designNet";
const asPreset = "the preset's";
const blockKind = choice("basic", "bottleneck");
const filtersKind = integer({ least: 1, most: mostFilters });

const stageKind = objectOf({
  blocks: needed(integer({ least: 1, most: mostBlocks }), "How many."),
  filters: needed(filtersKind, "Of its 3 × 3 convolutions; bottlenecks put out four times as many channels."),
  stride: withDefault(integer({ least: 1, most: 2, unit: "pixels" }), 1, "Of its first block: 2 halves the image."),
});

const goalKind = objectOf({
  macs: needed(number({ least: 1, unit: "multiply-adds" }), "The budget."),
  within: withDefault(number({ least: 0, most: 1 }), 0.005, "Share of it by which the net may cost more or less."),
  block: optional(blockKind, "The only kind of block that counts.", "either"),
});

const table = {
  preset: withDefault(
    choice(...designPresetNames),
    "ResNet-50",
    "What is there at first: nets of He et al. 2015, Table 1 and sec. 4.2, and ResNet-164 of He et al. 2016; V1.5 has torchvision's place of the stride.",
  ),
  block: optional(blockKind, "Two 3 × 3 convolutions, or 1 × 1, 3 × 3 and 1 × 1.", asPreset),
  stages: optional(list(stageKind, { least: 1, most: 5 }), "Its stages at first.", asPreset),
  stem: optional(
    choice("7x7", "3x3"),
    'Its start: "7x7" has stride 2 and a pooling of stride 2 behind it, "3x3" stride 1.',
    asPreset,
  ),
  stemFilters: optional(filtersKind, "Of the stem's convolution.", asPreset),
  shortcut: optional(shortcutKind, shortcutHelp, asPreset),
  stridePlacement: optional(stridePlacementKind, `In bottlenecks. ${stridePlacementHelp}`, asPreset),
  size: optional(integer({ least: 8, most: 512, unit: "pixels" }), "Height and width of an image.", asPreset),
  classes: optional(integer({ least: 2 }), "Logits that come out.", asPreset),
  batch: withDefault(integer({ least: 1 }), 32, "Examples of a training step, by which its memory is counted."),
  goal: optional(
    goalKind,
    'A budget to be hit: {macs: countMultiplyAdds(imageNetResNet({depth: 50})), block: "basic"}.',
    "none",
  ),
  ...captionOption,
};

export const designNet = declare(
  {
    name,
    help: "An input: Table 1 as an instrument. Blocks, filters and strides of each stage, stem, shortcuts and size are edited, and depth, parameters, multiply-adds, activations and memory follow to the unit; the corner of a stage's area is dragged, across for blocks and up for filters. Its value is the net as an architecture, for summarize, train and whatever else takes one, with `design` (what was set), `code` (the net as a function) and `goal` (`share` and `met`, or null).",
    parameters: [options(table)],
    returns: ["HTMLElement", "for view(…)"],
    refuses: "option A would have to take channels away",
    source: "He et al. 2015, Table 1, sec. 3.3 and 4.2",
    example: 'designNet({preset: "ResNet-34", goal: {macs: 3.858e9, block: "basic"}})',
  },
  ({ preset, batch, goal, caption, ...given }) => {
    const changes = Object.entries(given).filter(([, value]) => value !== undefined);
    const design = { ...designPresets[preset], ...(Object.fromEntries(changes) as Partial<Design>) };
    return draw(design, { batch, goal: goal ?? null }, caption);
  },
);

function draw(
  start: Design,
  { batch, goal }: { readonly batch: number; readonly goal: Goal | null },
  caption: string | undefined,
): InputFigure<DesignedNet> {
  let wanted = start;
  let designed = readDesign(start, batch, goal);
  let scale: DesignScale | null = null;
  let isHeld = false;
  const stage = createStage((width) => {
    scale = scaleFor(designed, width, isHeld ? scale : null);
    return { svg: drawDesign(designed, scale, width), label: describe(designed) };
  });
  stage.element.classList.add("design-stage-place");
  const problem = htmlElement("p", "design-problem");
  const status = htmlElement("p", { class: "visually-hidden", role: "status" });
  const results = designResults();
  const show = (): void => {
    stage.redraw();
    controls.show(wanted);
    results.show(designed);
  };
  /** Takes a design; what cannot be built stays in the fields, and the last net that could be stays the value. */
  const set = (design: Design): boolean => {
    wanted = design;
    const { net, failure } = tryDesign(design, batch, goal);
    problem.textContent = failure;
    designed = net ?? designed;
    show();
    return net !== null;
  };
  const tell = (): void => {
    status.textContent = problem.textContent === "" ? describe(designed) : problem.textContent;
    figure.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const controls = designControls((part) => {
    if (set({ ...wanted, ...part })) tell();
    else status.textContent = problem.textContent;
  });
  makeStagesDraggable(stage.element, {
    stages: () => designed.net.design.stages,
    scale: () => scale ?? scaleFor(designed, 1, null),
    moved: (at, now) => {
      isHeld = true;
      const stages = designed.net.design.stages.map((each, place) => (place === at ? now : each));
      set({ ...designed.net.design, stages });
    },
    released: () => {
      isHeld = false;
      stage.redraw();
      tell();
    },
  });
  show();
  const figure = asInput<DesignedNet>(
    widgetFigure({
      kind: "design-net",
      label: "A residual net to design",
      caption: readCaption(caption, {
        claim: "Table 1, to be edited.",
        reading:
          "Change the fields, or drag the corner of an area: across for blocks, up for filters. Grey are stem and head. All counts follow, to the unit.",
        conditions: `Multiply-adds and activations of one image. Memory of a training step with ${batch} images, in numbers of four bytes: every activation, and each parameter with its gradient and its momentum.`,
      }),
      body: [
        controls.element,
        problem,
        stage.element,
        results.goal,
        results.totals,
        results.table,
        status,
        results.code,
      ],
    }),
    () => designed.net,
    (value) => {
      if (value?.design !== undefined) set({ ...wanted, ...value.design });
    },
  );
  return figure;
}

function tryDesign(
  design: Design,
  batch: number,
  goal: Goal | null,
): { readonly net: Designed | null; readonly failure: string } {
  try {
    return { net: readDesign(design, batch, goal), failure: "" };
  } catch (error) {
    if (error instanceof CourseError) return { net: null, failure: `This cannot be built. ${error.message}` };
    throw error;
  }
}

/** The net in a sentence, for those who do not see it. */
function describe({ net, totals }: Designed): string {
  const { depth, goal } = net;
  const counts = `${depth} layers, ${formatCount(totals.parameters)} parameters, ${formatCount(totals.multiplyAdds)} multiply-adds`;
  return `${net.name}: ${counts}.${goal === null ? "" : ` ${describeGoal(goal)}`}`;
}
