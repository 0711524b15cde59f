import { htmlElement } from "../browser/elements.ts";
import { declare, options } from "../core/declare.ts";
import { refuse } from "../core/errors.ts";
import { boolean, choice, integer, number } from "../core/kinds.ts";
import { withDefault } from "../core/options.ts";
import { readCaption } from "../charts/frame/caption.ts";
import { captionOption } from "../charts/frame/chart-options.ts";
import { dataTable } from "../charts/frame/data-table.ts";
import { borderWay, drawBorders } from "./border-drawing.ts";
import { crossingOf, describeBorder, slidBorder, type BorderSettings, type SlidBorder } from "./border-units.ts";
import { placeIn } from "./drag.ts";
import { radioGroup } from "./radio-group.ts";
import { createStage } from "./stage.ts";
import { widgetFigure } from "./widget-figure.ts";
import { asInput, type InputFigure } from "./widget-input.ts";

const name = "slideBorder";

const table = {
  layers: withDefault(integer({ least: 4, most: 8, unit: "layers" }), 6, "In all branches: two for each unit."),
  activation: withDefault(
    choice("relu", "bn-relu"),
    "bn-relu",
    'What stands behind an addition at first: "relu" as in the original unit, or BN and ReLU.',
  ),
  asymmetric: withDefault(boolean, false, "Whether it acts on the branch alone at first."),
  border: withDefault(
    number({ least: 0, most: 1 }),
    0,
    "Where borders stand at first: 0 behind an activation, 1 before it.",
  ),
  ...captionOption,
};

export const slideBorder = declare(
  {
    name,
    help: "An input: the renaming trick. In an unrolled net the activation behind an addition acts on both ways or on the branch alone, and the borders of all units are slid from behind the activations to before them: units that were post-activated are pre-activated, though nothing else is computed. Its value has what was set, `activation`, `asymmetric` and `border`, the unit's `name`, `equation` and `units` with their operations, and `placement`, which residualNet takes.",
    parameters: [options(table)],
    returns: ["HTMLElement", "for view(…)"],
    refuses: "layers is odd",
    source: "He et al. 2016, Fig. 5 and sec. 4.1",
    example: "slideBorder({asymmetric: true})",
  },
  ({ layers, caption, ...start }) => {
    if (layers % 2 === 0) return draw(start, layers / 2, caption);
    throw refuse(name, `${layers} layers make no whole units of two`, `Try layers: ${layers - 1}.`);
  },
);

function draw(start: BorderSettings, count: number, caption: string | undefined): InputFigure<SlidBorder> {
  let slid = slidBorder(start, count);
  const change = (part: Partial<BorderSettings>): void => {
    set({ ...slid, ...part });
    figure.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const stage = createStage((width) => ({ svg: drawBorders(slid, count, width), label: describeBorder(slid) }));
  makeBordersDraggable(stage.element, count, () => slid.border, change);
  const controls = borderControls(change);
  const results = borderResults();
  const set = ({ activation, asymmetric, border }: BorderSettings): void => {
    slid = slidBorder({ activation, asymmetric, border }, count);
    stage.redraw();
    controls.show(slid);
    results.show(slid);
  };
  set(start);
  const figure = asInput<SlidBorder>(
    widgetFigure({
      kind: "slide-border",
      label: "Units of a net, whose borders can be slid",
      caption: readCaption(caption, {
        claim: "Where a unit begins is a matter of names.",
        reading:
          "Let the activation f act on the branch alone, then take a border by its pin, or the slider, and slide it before f. W are weight layers.",
        conditions: "After Fig. 5 of He et al. 2016.",
      }),
      body: [controls.element, stage.element, results.element],
    }),
    () => slid,
    (value) => set({ ...slid, ...value }),
  );
  return figure;
}

/** All borders move together. While a hand moves them the drawing is replaced, so the place listens. */
function makeBordersDraggable(
  place: HTMLElement,
  count: number,
  now: () => number,
  change: (part: Pick<BorderSettings, "border">) => void,
): void {
  let grab: { readonly from: number; readonly border: number } | null = null;
  const drawing = (): SVGSVGElement | null => place.querySelector("svg");
  place.addEventListener("pointerdown", (event) => {
    const svg = drawing();
    if (svg === null || event.button !== 0 || !(event.target as Element).closest(".border-handle")) return;
    event.preventDefault();
    place.setPointerCapture(event.pointerId);
    grab = { from: placeIn(svg, event).x, border: now() };
  });
  place.addEventListener("pointermove", (event) => {
    const svg = drawing();
    if (grab === null || svg === null) return;
    const way = borderWay(svg.viewBox.baseVal.width, count);
    change({ border: Math.min(1, Math.max(0, grab.border + (grab.from - placeIn(svg, event).x) / way)) });
  });
  const finish = (): void => {
    if (grab === null) return;
    grab = null;
    // Let go, a border stands on one side or the other
    change({ border: Math.round(now()) });
  };
  place.addEventListener("pointerup", finish);
  place.addEventListener("pointercancel", finish);
}

function borderControls(change: (part: Partial<BorderSettings>) => void) {
  const activation = radioGroup(
    "Behind an addition, f is",
    [
      ["relu", "ReLU"],
      ["bn-relu", "BN, then ReLU"],
    ],
    (chosen) => change({ activation: chosen }),
  );
  const acts = radioGroup(
    "f acts on",
    [
      ["both", "both ways"],
      ["branch", "the branch alone"],
    ],
    (chosen) => change({ asymmetric: chosen === "branch" }),
  );
  const slider = htmlElement("input", { type: "range", min: 0, max: 1, step: 0.25 });
  slider.addEventListener("input", (event) => {
    event.stopPropagation();
    change({ border: slider.valueAsNumber });
  });
  const words = (text: string) => htmlElement("span", {}, text);
  const label = htmlElement("label", "border-slider", words("Border: behind f"), slider, words("before f"));
  const element = htmlElement("div", "widget-controls", activation.element, acts.element, label);
  const show = (slid: SlidBorder): void => {
    activation.show(slid.activation);
    acts.show(slid.asymmetric ? "branch" : "both");
    slider.valueAsNumber = slid.border;
    slider.setAttribute("aria-valuetext", slid.name);
  };
  return { element, show };
}

/** The unit's name, what crosses its borders, and what each part consists of. */
function borderResults() {
  const heading = htmlElement("p", "border-unit");
  const crossing = htmlElement("p", "border-crossing");
  const units = htmlElement("div", {});
  const remarks = htmlElement("p", "border-remarks");
  const status = htmlElement("p", { class: "visually-hidden", role: "status" });
  const element = htmlElement("div", "border-results", heading, crossing, units, remarks, status);
  let said = false;
  const show = (slid: SlidBorder): void => {
    heading.replaceChildren(htmlElement("strong", {}, slid.name), `  ${slid.equation}`);
    crossing.textContent = crossingOf(slid);
    const rows = slid.units.map(({ name: unit, operations }) => [unit, operations.join(" → ")]);
    units.replaceChildren(dataTable({ columns: ["Part", "Operations"], rows }, "What each part consists of"));
    const special = slid.units.filter(({ remark }) => remark !== "");
    remarks.textContent = special.map(({ name: unit, remark }) => `${unit}: ${remark}.`).join(" ");
    if (said) status.textContent = describeBorder(slid);
    said = true;
  };
  return { element, show };
}
