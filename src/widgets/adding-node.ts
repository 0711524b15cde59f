import { htmlElement } from "../browser/elements.ts";
import { declare, options } from "../core/declare.ts";
import { list, number } from "../core/kinds.ts";
import { withDefault } from "../core/options.ts";
import { readCaption } from "../charts/frame/caption.ts";
import { captionOption } from "../charts/frame/chart-options.ts";
import { formatNumber } from "../charts/frame/number-format.ts";
import { passNode, type AddingNode, type NodeSignals } from "../signals/adding-node.ts";
import { drawAddingNode, largest, type Progress } from "./adding-drawing.ts";
import { createStage } from "./stage.ts";
import { widgetFigure } from "./widget-figure.ts";
import { asInput, type InputFigure } from "./widget-input.ts";

/** What `addingNode` has as its value: what was set, and what follows. */
export type AddingValue = AddingNode & NodeSignals;

const table = {
  x: withDefault(number({ least: -2, most: 2 }), 1.5, "The block's input at first."),
  weights: withDefault(list(number(), { least: 2, most: 2 }), [0.8, -0.5], "w₁ and w₂ of F(x) = w₂ · ReLU(w₁ · x)."),
  gradient: withDefault(number({ least: -largest, most: largest }), 1, "δ = ∂L/∂y at first."),
  ...captionOption,
};

export const addingNode = declare(
  {
    name: "addingNode",
    help: "An input: the addition of a residual block of single numbers. A gradient is pushed in from behind, and a copy of it comes out on both ways, whatever the other one does; either way can be broken. Its value has what was set, `x`, `weights`, `gradient` and `broken`, and what follows: `F`, `y`, `slope`, `copyToBranch`, `copyToShortcut`, `throughBranch` and `atX`.",
    parameters: [options(table)],
    returns: ["HTMLElement", "for view(…)"],
    source: "He et al. 2016, Eq. 5",
    example: "addingNode()",
  },
  ({ caption, weights: [w1 = 0, w2 = 0], ...settings }) =>
    draw({ ...settings, weights: [w1, w2], broken: { branch: false, shortcut: false } }, caption),
);

const stepMs = 550;

function draw(start: AddingNode, caption: string | undefined): InputFigure<AddingValue> {
  let node = start;
  let progress: Progress = 3;
  let timer = 0;
  const change = (part: Partial<AddingNode>): void => {
    set({ ...node, ...part });
    figure.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const toggle = (way: "branch" | "shortcut"): void => change({ broken: { ...node.broken, [way]: !node.broken[way] } });
  const hands = { pull: (gradient: number) => change({ gradient }), toggle };
  const stage = createStage((width) => {
    const signals = passNode(node);
    return {
      svg: drawAddingNode(node, signals, progress, hands, Math.min(width, 620)),
      label: describe(node, signals),
    };
  });
  const status = htmlElement("p", { class: "chart-readout adding-summary", role: "status" });
  const controls = nodeControls(change, toggle, () => push());
  const show = (): void => {
    stage.redraw();
    controls.show(node);
    status.textContent = describe(node, passNode(node), progress);
  };
  const set = (changed: AddingNode): void => {
    clearInterval(timer);
    [node, progress] = [changed, 3];
    show();
  };
  // From the loss to x in three steps; readers who want no motion get one step at a press
  const push = (): void => {
    clearInterval(timer);
    const step = (): void => {
      progress = (progress === 3 ? 0 : progress + 1) as Progress;
      show();
      if (progress === 3 || !stage.element.isConnected) clearInterval(timer);
    };
    if (!prefersStillness()) progress = 3;
    step();
    if (!prefersStillness()) timer = window.setInterval(step, stepMs);
  };
  show();
  const figure = asInput<AddingValue>(
    widgetFigure({
      kind: "adding-node",
      label: "The addition of a residual block, and a gradient that is pushed into it",
      caption: readCaption(caption, {
        claim: "An addition copies the gradient to both of its inputs.",
        reading: "Pull δ at its end, push it in, and break either way: the other copy stays as it was.",
        conditions: `F(x) = ${formatNumber(start.weights[1], 2)} · ReLU(${formatNumber(start.weights[0], 2)} · x), so that all numbers can be checked by hand.`,
      }),
      body: [stage.element, status, controls.element],
    }),
    () => ({ ...node, ...passNode(node) }),
    (value) => {
      const { x = node.x, gradient = node.gradient, broken = node.broken } = value ?? {};
      set({ ...node, x, gradient, broken });
    },
  );
  return figure;
}

function nodeControls(
  change: (part: Partial<AddingNode>) => void,
  toggle: (way: "branch" | "shortcut") => void,
  push: () => void,
) {
  const slider = (words: string, moved: (value: number) => void) => {
    const input = htmlElement("input", { type: "range", min: -largest, max: largest, step: 0.1 });
    input.addEventListener("input", (event) => {
      event.stopPropagation();
      moved(input.valueAsNumber);
    });
    const shown = htmlElement("span", "adding-number");
    return { input, shown, label: htmlElement("label", "adding-slider", htmlElement("span", {}, words), input, shown) };
  };
  const box = (words: string, way: "branch" | "shortcut") => {
    const input = htmlElement("input", { type: "checkbox" });
    input.addEventListener("input", (event) => {
      event.stopPropagation();
      toggle(way);
    });
    return { input, label: htmlElement("label", {}, input, htmlElement("span", {}, words)) };
  };
  const [gradient, x] = [
    slider("δ = ∂L/∂y", (value) => change({ gradient: value })),
    slider("x", (value) => change({ x: value })),
  ];
  const [branch, shortcut] = [box("break the branch", "branch"), box("break the shortcut", "shortcut")];
  const button = htmlElement("button", { type: "button", class: "widget-button widget-main" }, "Push δ in");
  button.addEventListener("click", push);
  const boxes = htmlElement("div", "widget-choice", branch.label, shortcut.label, button);
  const element = htmlElement("div", "adding-controls", gradient.label, x.label, boxes);
  const show = (node: AddingNode): void => {
    for (const [each, value] of [
      [gradient, node.gradient],
      [x, node.x],
    ] as const) {
      each.input.valueAsNumber = value;
      each.shown.textContent = formatNumber(value, 2);
    }
    branch.input.checked = node.broken.branch;
    shortcut.input.checked = node.broken.shortcut;
  };
  return { element, show };
}

/** The way back in words, as far as it has come. */
function describe(node: AddingNode, signals: NodeSignals, progress: Progress = 3): string {
  const of = (value: number): string => formatNumber(value, 2);
  const { branch, shortcut } = node.broken;
  if (progress === 0) return `δ = ${of(node.gradient)} stands at y.`;
  if (progress === 1)
    return `δ = ${of(node.gradient)} has come to the addition, whose slope is 1 for each of its inputs.`;
  const copies = `To the branch: ${branch ? "nothing, it is broken" : of(signals.copyToBranch)}; to the shortcut: ${shortcut ? "nothing, it is broken" : of(signals.copyToShortcut)}.`;
  if (progress === 2) return copies;
  return `${copies} At x: ${of(signals.throughBranch)} through F, whose slope is ${of(signals.slope)}, and ${of(signals.copyToShortcut)} through the shortcut, ${of(signals.atX)} together.`;
}

function prefersStillness(): boolean {
  return typeof matchMedia === "function" && matchMedia("(prefers-reduced-motion: reduce)").matches;
}
