import { htmlElement } from "../browser/elements.ts";
import { declare, options } from "../core/declare.ts";
import { refuse } from "../core/errors.ts";
import { integer, list, type Kind } from "../core/kinds.ts";
import { needed, objectOf, optional, withDefault } from "../core/options.ts";
import { readCaption } from "../charts/frame/caption.ts";
import { captionOption } from "../charts/frame/chart-options.ts";
import { formatNumber } from "../charts/frame/number-format.ts";
import { connectionKind, type Connection } from "../models/connections.ts";
import { factorsOf } from "./shortcut-products.ts";
import { drawCurves } from "./shortcut-curves.ts";
import { pickShortcuts, productsOf, reportedOf, titleOf, type PickedShortcut } from "./picked-shortcut.ts";
import { drawPanel, productsPanel } from "./products-drawing.ts";
import { radioGroup } from "./radio-group.ts";
import { shortcutControls } from "./shortcut-controls.ts";
import { shortcutStrip } from "./shortcut-strip.ts";
import { createStage } from "./stage.ts";
import { widgetFigure } from "./widget-figure.ts";
import { asInput, type InputFigure } from "./widget-input.ts";

const name = "sixShortcuts";

/** A diverged run's losses are no numbers, and are left out of a curve. */
const lossKind: Kind<number> = {
  type: "number",
  read: (where, option, value) => {
    if (value === null || value === undefined) return NaN;
    if (typeof value === "number") return value;
    throw refuse(where, `${option} must be a loss, got ${typeof value}`, "Pass a list of numbers.");
  },
};

const curveKind = objectOf({
  connection: needed(connectionKind, "The shortcut that the net was trained with."),
  losses: needed(list(lossKind, { least: 1 }), "Training losses, first to last; null where there is none."),
});

const table = {
  blocks: withDefault(integer({ least: 3, most: 120, unit: "blocks" }), 54, "54 are those of ResNet-110."),
  connection: withDefault(connectionKind, { kind: "identity" }, "What is picked at first."),
  curves: optional(
    list(curveKind),
    'Losses of nets that were trained, {connection: "identity", losses: […]}: that of the shortcut that is picked stands out.',
    "none",
  ),
  steps: optional(integer({ least: 1, unit: "steps" }), "How many steps a curve covers.", "not written"),
  ...captionOption,
};

export const sixShortcuts = declare(
  {
    name,
    help: "An input: the six shortcuts of Table 1. One is picked and set, and the product of what it lets through of a signal, block after block, follows; blocks can also be set one by one, by a press or by drawing over them. Its value has `name`, `connection`, which residualNet takes, `connections`, one for each block, `mixed`, `product`, `direction` (the cosine between what comes out and what went in: 1, but for projections) and `block`, which stagedNet takes where blocks differ.",
    parameters: [options(table)],
    returns: ["HTMLElement", "for view(…)"],
    source: "He et al. 2016, Fig. 2, Table 1 and Eq. 6 to 8",
    example: 'sixShortcuts({connection: {kind: "shortcut-only-gating", bias: -6}})',
  },
  ({ connection, caption, ...settings }) => draw(connection, settings, caption),
);

interface ShortcutSettings {
  readonly blocks: number;
  readonly curves: readonly { readonly connection: Connection; readonly losses: readonly number[] }[] | undefined;
  readonly steps: number | undefined;
}

function draw(
  start: Connection,
  { blocks, curves = [], steps }: ShortcutSettings,
  caption: string | undefined,
): InputFigure<PickedShortcut> {
  const alike = (connection: Connection): Connection[] => Array.from({ length: blocks }, () => connection);
  let picked = pickShortcuts(start, alike(start));
  let isByHand = false;
  const stage = createStage((width) => ({
    svg: drawPanel(productsPanel(productsOf(picked.connections).sizes, blocks), width),
    label: describe(picked, blocks),
  }));
  const curveWords = htmlElement("p", "shortcut-note");
  const curveStage = createStage((width) => drawCurves(curves, picked, steps, width));
  const results = shortcutResults();
  const set = (connection: Connection, connections: readonly Connection[]): void => {
    picked = pickShortcuts(connection, connections);
    controls.show(connection);
    strip.show(connections);
    stage.redraw();
    if (curves.length > 0) {
      curveStage.redraw();
      curveWords.textContent = curveStage.element.getAttribute("aria-label");
    }
    results.show(picked, blocks);
  };
  const tell = (): void => {
    figure.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const controls = shortcutControls((connection) => {
    set(connection, isByHand ? picked.connections : alike(connection));
    tell();
  });
  const strip = shortcutStrip(blocks, (block) => {
    if (!isByHand) setByHand(true);
    set(picked.connection, picked.connections.with(block, picked.connection));
    tell();
  });
  const mode = radioGroup(
    "It stands in",
    [
      ["all", "all blocks"],
      ["pressed", "the blocks that I press"],
    ],
    (chosen) => {
      setByHand(chosen === "pressed");
      if (isByHand) return;
      set(picked.connection, alike(picked.connection));
      tell();
    },
  );
  const setByHand = (byHand: boolean): void => {
    isByHand = byHand;
    mode.show(byHand ? "pressed" : "all");
  };
  setByHand(false);
  set(start, alike(start));
  const figure = asInput<PickedShortcut>(
    widgetFigure({
      kind: "six-shortcuts",
      label: "Six shortcuts, and their product over many blocks",
      caption: readCaption(caption, {
        claim: "A signal passes all shortcuts of a net, so that their factors multiply.",
        reading:
          "Pick a shortcut and set it, in all blocks or in those that you press or draw over; the line is the size of a signal that goes through shortcuts alone.",
        conditions:
          "At the start of a training: gates are as open as their bias alone makes them, dropout counts by its expectation, and projections are drawn so that they keep the variance, as their batch normalization sees to.",
      }),
      body: [
        controls.element,
        mode.element,
        strip.element,
        stage.element,
        results.element,
        ...(curves.length > 0 ? [curveStage.element, curveWords] : []),
      ],
    }),
    () => picked,
    (value) => {
      const kept = value?.connections?.map((each) => connectionKind.read(name, "connection", each));
      if (kept?.length !== blocks) return;
      const connection = connectionKind.read(name, "connection", value?.connection ?? kept[0]);
      setByHand(kept.some((each) => JSON.stringify(each) !== JSON.stringify(connection)));
      set(connection, kept);
    },
  );
  return figure;
}

/** What a block lets through, what all of them do, and what the paper reports. */
function shortcutResults() {
  const bars = htmlElement("div", "shortcut-bars");
  const product = htmlElement("p", { class: "shortcut-product", role: "status" });
  const reported = htmlElement("p", "shortcut-note");
  const element = htmlElement("div", "shortcut-results", bars, product, reported);
  const show = (picked: PickedShortcut, blocks: number): void => {
    const { shortcut, branch } = factorsOf(picked.connection);
    bars.replaceChildren(bar("shortcut", shortcut), bar("branch", branch));
    product.textContent = describe(picked, blocks);
    reported.textContent = picked.mixed
      ? "Nobody reports such a mixture: train it."
      : reportedOf(picked.connections[0] ?? picked.connection);
  };
  return { element, show };
}

/** How far a way is open: 1 lets everything through. */
function bar(way: "shortcut" | "branch", factor: number | null): HTMLElement {
  const length = Math.min(1, Math.abs(factor ?? 1));
  const fill = htmlElement("span", { class: `wiring-bar ${way}`, style: `width: ${(100 * length).toFixed(1)}%` });
  return htmlElement(
    "div",
    "wiring-term",
    htmlElement("span", {}, way === "shortcut" ? "shortcut" : "branch"),
    htmlElement("span", { class: "wiring-track", "aria-hidden": "true" }, fill),
    htmlElement("span", "wiring-size", factor === null ? "matrix" : formatNumber(factor, 3)),
  );
}

function describe({ name: title, connection, mixed, product, direction }: PickedShortcut, blocks: number): string {
  const left = `behind ${blocks} blocks a signal has ${formatNumber(product)} times its size`;
  const turned = Math.abs(direction - 1) < 1e-9 ? "" : ", in another direction";
  const measured = turned === "" ? "" : ` (cosine ${formatNumber(direction, 2)})`;
  const hand = mixed ? `; ${titleOf(connection)} is in hand` : "";
  return `${title}: ${left}${turned}${measured}${hand}.`;
}
