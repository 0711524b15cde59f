import { htmlElement } from "../browser/elements.ts";
import type { Design, DesignedStage } from "../models/design.ts";
import { designPresetNames, designPresets, presetOf, type DesignPreset } from "../models/design-presets.ts";
import { mostBlocks, mostFilters } from "./design-drag.ts";
import { numberField } from "./number-field.ts";
import { radioGroup } from "./radio-group.ts";

/** The design's table, to be edited, and the choices around it. */
export interface DesignControls {
  readonly element: HTMLElement;
  readonly show: (design: Design) => void;
}

const mostStages = 5;
const own = "a design of your own";

/** @param changed called with the whole design as the reader has made it */
export function designControls(changed: (part: Partial<Design>) => void): DesignControls {
  const preset = presetChoice(changed);
  const block = radioGroup(
    "Blocks",
    [
      ["basic", "basic"],
      ["bottleneck", "bottleneck"],
    ],
    (chosen) => changed({ block: chosen }),
  );
  const stem = radioGroup(
    "Stem",
    [
      ["7x7", "7×7, /2, and pool"],
      ["3x3", "3×3"],
    ],
    (chosen) => changed({ stem: chosen }),
  );
  const shortcut = radioGroup(
    "Shortcuts",
    (["A", "B", "C", "none"] as const).map((each) => [each, each]),
    (chosen) => changed({ shortcut: chosen }),
  );
  const place = radioGroup(
    "Stride in",
    [
      ["1x1", "the first 1×1"],
      ["3x3", "the 3×3"],
    ],
    (chosen) => changed({ stridePlacement: chosen }),
  );
  const stemFilters = numberField("Stem’s filters", { min: 1, max: mostFilters }, (value) =>
    changed({ stemFilters: value }),
  );
  const size = numberField("Image, pixels a side", { min: 8, max: 512 }, (value) => changed({ size: value }));
  const classes = numberField("Classes", { min: 2, max: 100_000 }, (value) => changed({ classes: value }));
  const stages = stageTable((all) => changed({ stages: all }));
  const choices = [preset.element, block.element, place.element, shortcut.element, stem.element];
  const fields = [stemFilters.element, size.element, classes.element];
  const element = htmlElement(
    "div",
    "design-controls",
    htmlElement("div", "widget-controls", ...choices),
    stages.element,
    htmlElement("div", "widget-controls", ...fields),
  );
  const show = (design: Design): void => {
    preset.show(design);
    block.show(design.block);
    stem.show(design.stem);
    shortcut.show(design.shortcut);
    place.show(design.stridePlacement);
    place.element.hidden = design.block === "basic";
    stemFilters.show(design.stemFilters);
    size.show(design.size);
    classes.show(design.classes);
    stages.show(design.stages);
  };
  return { element, show };
}

function presetChoice(changed: (design: Design) => void) {
  const select = htmlElement(
    "select",
    {},
    htmlElement("option", { value: "", disabled: "" }, own),
    ...designPresetNames.map((name) => htmlElement("option", { value: name }, name)),
  );
  select.addEventListener("input", (event) => {
    event.stopPropagation();
    changed(designPresets[select.value as DesignPreset]);
  });
  const element = htmlElement("label", "design-preset", htmlElement("span", {}, "Begin with"), select);
  return { element, show: (design: Design): void => void (select.value = presetOf(design) ?? "") };
}

/** One row of fields for each stage. */
function stageTable(changed: (stages: readonly DesignedStage[]) => void) {
  let stages: readonly DesignedStage[] = [];
  const body = htmlElement("tbody");
  const heads = ["Stage", "Blocks", "Filters", "First stride"].map((head) => htmlElement("th", { scope: "col" }, head));
  const table = htmlElement("table", "design-stages", htmlElement("thead", {}, htmlElement("tr", {}, ...heads)), body);
  const button = (words: string, press: () => void) => {
    const element = htmlElement("button", { type: "button", class: "widget-button" }, words);
    element.addEventListener("click", press);
    return element;
  };
  const add = button("Add a stage", () => {
    const last = stages.at(-1) ?? { blocks: 1, filters: 32, stride: 1 };
    changed([...stages, { ...last, filters: Math.min(mostFilters, 2 * last.filters), stride: 2 }]);
  });
  const drop = button("Remove the last", () => changed(stages.slice(0, -1)));
  const rows = Array.from({ length: mostStages }, (_, at) =>
    stageRow(at, (part) => changed(stages.map((each, place) => (place === at ? { ...each, ...part } : each)))),
  );
  const show = (now: readonly DesignedStage[]): void => {
    if (now.length !== body.childElementCount) {
      body.replaceChildren(...rows.slice(0, now.length).map(({ element }) => element));
    }
    stages = now;
    now.forEach((stage, at) => rows[at]?.show(stage));
    add.disabled = now.length >= mostStages;
    drop.disabled = now.length <= 1;
  };
  return {
    element: htmlElement("div", {}, table, htmlElement("div", "widget-controls design-buttons", add, drop)),
    show,
  };
}

function stageRow(at: number, changed: (part: Partial<DesignedStage>) => void) {
  const field = (words: string, max: number, key: keyof DesignedStage) =>
    numberField(`${words} of stage ${at + 1}`, { min: 1, max }, (value) => changed({ [key]: value }), false);
  const blocks = field("Blocks", mostBlocks, "blocks");
  const filters = field("Filters", mostFilters, "filters");
  const stride = field("First stride", 2, "stride");
  const cells = [blocks, filters, stride].map(({ element }) => htmlElement("td", {}, element));
  const element = htmlElement("tr", {}, htmlElement("th", { scope: "row" }, String(at + 1)), ...cells);
  const show = (stage: DesignedStage): void => {
    blocks.show(stage.blocks);
    filters.show(stage.filters);
    stride.show(stage.stride);
  };
  return { element, show };
}
