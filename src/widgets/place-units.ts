import { htmlElement } from "../browser/elements.ts";
import { declare, options } from "../core/declare.ts";
import { refuse } from "../core/errors.ts";
import { choice, integer } from "../core/kinds.ts";
import { withDefault } from "../core/options.ts";
import { readCaption } from "../charts/frame/caption.ts";
import { captionOption } from "../charts/frame/chart-options.ts";
import { dataTable } from "../charts/frame/data-table.ts";
import { formatCount } from "../charts/frame/number-format.ts";
import { placesOf, type Places } from "../models/placed-unit.ts";
import { placementNames, placementTitles, type Placement } from "../models/placements.ts";
import { qualify } from "../papers/paper-table.ts";
import { findPaperTable } from "../papers/paper-tables.ts";
import { orderOf, placesIn, readUnit, type CountedNet, type PlacedUnit } from "./placed-value.ts";
import { radioGroup } from "./radio-group.ts";
import { unitTrack } from "./unit-track.ts";
import { widgetFigure } from "./widget-figure.ts";
import { asInput, type InputFigure } from "./widget-input.ts";

const name = "placeUnits";

const table = {
  placement: withDefault(choice(...placementNames), "original", "What is there at first: a column of Table 2."),
  depth: withDefault(integer({ least: 8, unit: "layers" }), 110, "6n + 2: of the net whose parameters are counted."),
  width: withDefault(integer({ least: 1 }), 16, "Filters of its first stage, and of the unit that is counted."),
  ...captionOption,
};

export const placeUnits = declare(
  {
    name,
    help: 'An input: a residual unit whose two BNs and two ReLUs are placed along its branch and behind the addition, by dragging or with the arrow keys. It gets its name from Fig. 4, or "not in the paper". Its value has `places`, `order`, `placement` (for residualNet; null where the paper has none), `name`, `equation`, `remarks`, `parameters`, and `block` and `ending`, which stagedNet takes: stagedNet({depth: 32, block: placed.block, ending: placed.ending}).',
    parameters: [options(table)],
    returns: ["HTMLElement", "for view(…)"],
    refuses: "depth is not 6n + 2",
    source: "He et al. 2016, Fig. 4 and Table 2",
    example: 'placeUnits({placement: "full-pre-activation"})',
  },
  ({ placement, depth, width, caption }) => {
    if ((depth - 2) % 6 === 0) return draw(placement, { depth, width }, caption);
    throw refuse(name, `depth must be 6n + 2, got ${depth}`, `Try ${6 * Math.round((depth - 2) / 6) + 2}.`);
  },
);

function draw(start: Placement, net: CountedNet, caption: string | undefined): InputFigure<PlacedUnit> {
  let unit = readUnit(placesOf(start), net);
  const results = unitResults(net);
  const set = (places: Places): void => {
    unit = readUnit(places, net);
    track.show(unit.order);
    presets.show((unit.placement ?? "") as Placement);
    results.show(unit);
  };
  const change = (places: Places): void => {
    set(places);
    figure.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const track = unitTrack((order) => change(placesIn(order)));
  const presets = radioGroup(
    "Begin with",
    placementNames.map((each) => [each, placementTitles[each]] as const),
    (chosen) => change(placesOf(chosen)),
  );
  set(placesOf(start));
  const figure = asInput<PlacedUnit>(
    widgetFigure({
      kind: "place-units",
      label: "A residual unit whose BN and ReLU are to be placed",
      caption: readCaption(caption, {
        claim: "The same parts in another order are another unit.",
        reading:
          "Drag BN and ReLU along the branch, or behind the addition; or choose one and move it with the arrow keys or the buttons. W are weight layers, the arc is the shortcut.",
        conditions: `Counted with ${net.width} filters in a unit, and in a net of ${net.depth} layers for CIFAR-10. Reported of 110 layers on CIFAR-10: He et al. 2016, Table 2.`,
      }),
      body: [presets.element, track.element, results.element],
    }),
    () => unit,
    (value) => {
      if (value?.places !== undefined) set(placesIn(orderOf(value.places)));
    },
  );
  return figure;
}

function unitResults({ depth }: CountedNet) {
  const heading = htmlElement("p", "unit-name");
  const equation = htmlElement("p", "unit-equation");
  const remarks = htmlElement("ul", "unit-remarks");
  const counts = htmlElement("div", {});
  const status = htmlElement("p", { class: "visually-hidden", role: "status" });
  const element = htmlElement("div", "unit-results", heading, equation, remarks, counts, status);
  let said = false;
  const show = (unit: PlacedUnit): void => {
    heading.textContent = unit.name;
    equation.textContent = unit.equation;
    remarks.replaceChildren(...unit.remarks.map((remark) => htmlElement("li", {}, remark)));
    const rows = [
      ["Parameters of a unit", formatCount(unit.parameters.unit)],
      [`Parameters of ${depth} layers`, formatCount(unit.parameters.net)],
      ["Reported test error", reportedOf(unit.placement)],
    ];
    counts.replaceChildren(
      dataTable({ columns: ["Count", "Value"], rows }, "What the unit costs and what is reported of it"),
    );
    if (said) status.textContent = `${unit.name}: ${unit.order.join(", ")}. ${unit.equation}.`;
    said = true;
  };
  return { element, show };
}

/** Test error on CIFAR-10 in Table 2. */
function reportedOf(placement: Placement | null): string {
  const { rows } = findPaperTable("identity-2");
  const row = placement === null ? undefined : rows.find((each) => each.name === placementTitles[placement]);
  const error = qualify(row?.values["r110"])?.value;
  return error === undefined || error === null ? "none" : `${error.toFixed(2)} %`;
}
