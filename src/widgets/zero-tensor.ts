import { htmlElement } from "../browser/elements.ts";
import { declare, options } from "../core/declare.ts";
import { boolean, choice, integer, list, seedKind } from "../core/kinds.ts";
import { withDefault } from "../core/options.ts";
import { readCaption } from "../charts/frame/caption.ts";
import { captionOption } from "../charts/frame/chart-options.ts";
import { formatNumber, listInWords } from "../charts/frame/number-format.ts";
import type { TensorName } from "../signals/residual-block.ts";
import { drawTask, tensorNames, type BlockTask } from "../signals/zeroed-block.ts";
import { drawDescents, type Descent } from "./descent-plot.ts";
import { heatGrid } from "./heat-grid.ts";
import { createStage } from "./stage.ts";
import { tensorCard } from "./tensor-card.ts";
import { widgetFigure } from "./widget-figure.ts";
import { asInput, type InputFigure } from "./widget-input.ts";
import { zeroIn, type ZeroedBlock } from "./zero-value.ts";

const table = {
  bias: withDefault(boolean, false, "Both layers have a bias, unless they have batch normalization."),
  batchNorm: withDefault(boolean, false, "Batch normalization behind both layers, with γ and β."),
  features: withDefault(integer({ least: 1, most: 8 }), 4, "Of x, of y and between the layers."),
  zero: withDefault(
    list(choice("W1", "b1", "γ1", "β1", "W2", "b2", "γ2", "β2")),
    [],
    "Tensors that are zero at first.",
  ),
  seed: withDefault(seedKind, 1, "Another seed draws other numbers."),
  ...captionOption,
};

export const zeroTensor = declare(
  {
    name: "zeroTensor",
    help: 'An input: a residual block y = F(x) + x of two dense layers, with all of its numbers. Each tensor can be set to zero; F, y and the gradients that die follow, and from each start it can be trained for 200 steps of gradient descent. Its value is the start as data: `zeroed`, `residual` (‖F‖), `gradients` (their sizes by name), `dead`, `loss`, `losses`, and `arm`, from which `train` goes on: `train({"W2 = 0": start.arm}, {data: identityPairs({dimension: 4})})`.',
    parameters: [options(table)],
    returns: ["HTMLElement", "for view(…)"],
    source: "He et al. 2015, Eq. 1; Goyal et al. 2017, sec. 5.1",
    example: "zeroTensor()",
  },
  ({ caption, zero, ...settings }) => draw(drawTask(settings), zero, caption),
);

function draw(task: BlockTask, first: readonly TensorName[], caption: string | undefined): InputFigure<ZeroedBlock> {
  const names = tensorNames(task.tensors);
  let now = zeroIn(task, first);
  const whole = zeroIn(task, []);
  const descents: Descent[] = [];
  const tell = (): void => void figure.dispatchEvent(new Event("input", { bubbles: true }));
  const cards = new Map(names.map((name) => [name, tensorCard(name, () => toggle(name))]));
  const signals = htmlElement("div", "tensor-signals");
  const status = htmlElement("p", { class: "chart-readout zero-summary", role: "status" });
  const stage = createStage((width) => ({
    svg: drawDescents(descents, whole.value, width),
    label: describeDescents(descents),
  }));
  const train = htmlElement(
    "button",
    { type: "button", class: "widget-button widget-main" },
    "Train from here: 200 steps",
  );
  const clear = htmlElement("button", { type: "button", class: "widget-button" }, "Clear");
  const show = (): void => {
    for (const [name, card] of cards) {
      const tensor = now.tensors[name];
      if (tensor !== undefined) card.show(tensor, now.state.gradients[name], now.value.zeroed.includes(name));
    }
    signals.replaceChildren(...signalCards(task, now.state));
    status.textContent = summarise(now.value);
  };
  const set = (zeroed: readonly TensorName[]): void => {
    now = zeroIn(task, zeroed);
    show();
  };
  const toggle = (name: TensorName): void => {
    const { zeroed } = now.value;
    set(zeroed.includes(name) ? zeroed.filter((each) => each !== name) : [...zeroed, name]);
    tell();
  };
  train.addEventListener("click", () => {
    const name = startName(now.value);
    if (!descents.some((each) => each.name === name)) descents.push({ name, losses: now.value.losses });
    stage.redraw();
    status.textContent = describeDescent({ name, losses: now.value.losses });
  });
  clear.addEventListener("click", () => {
    descents.length = 0;
    stage.redraw();
  });
  show();
  const figure = asInput<ZeroedBlock>(
    widgetFigure({
      kind: "zero-tensor",
      label: "A residual block with numbers, of which any tensor can be set to zero",
      caption: readCaption(caption, {
        claim: "Which tensor to set to zero?",
        reading:
          "Set any of them to zero, and look at F, at y and at what is left of the gradients; then train from there.",
        conditions: `Three of 16 examples are shown. What y should be is x and a linear function of it; the loss is the mean squared error.`,
      }),
      body: [
        htmlElement("div", "tensor-cards", ...[...cards.values()].map(({ element }) => element)),
        signals,
        status,
        htmlElement("div", "widget-controls zero-train", train, clear),
        stage.element,
      ],
    }),
    () => now.value,
    (value) => {
      if (Array.isArray(value?.zeroed)) set(names.filter((name) => value.zeroed?.includes(name)));
    },
  );
  return figure;
}

function signalCards({ x }: BlockTask, { residual, y }: ReturnType<typeof zeroIn>["state"]): HTMLElement[] {
  const card = (words: string, matrix: typeof x) =>
    htmlElement("div", "tensor-card", htmlElement("p", "tensor-name", words), heatGrid(matrix, words, 3));
  return [card("x", x), card("F(x)", residual), card("y = F(x) + x", y)];
}

function startName({ zeroed }: ZeroedBlock): string {
  return zeroed.length === 0 ? "as drawn" : `${zeroed.join(", ")} = 0`;
}

function summarise({ residual, dead, zeroed }: ZeroedBlock): string {
  const start =
    zeroed.length === 0 ? "Nothing is zero" : `${listInWords(zeroed)} ${zeroed.length > 1 ? "are" : "is"} zero`;
  const F = residual === 0 ? "F = 0 and y = x, exactly" : `F has size ${formatNumber(residual, 2)}`;
  const gradients =
    dead.length === 0
      ? "every gradient is alive"
      : `dead: the gradient${dead.length > 1 ? "s" : ""} of ${listInWords(dead)}`;
  return `${start}. ${F}; ${gradients}.`;
}

function describeDescent({ name, losses }: Descent): string {
  const [from = NaN, to = NaN] = [losses[0], losses.at(-1)];
  const moved =
    from === to ? "nothing has moved" : `the error goes from ${formatNumber(from, 2)} to ${formatNumber(to, 2)}`;
  return `From the start “${name}”: after ${losses.length - 1} steps ${moved}.`;
}

function describeDescents(descents: readonly Descent[]): string {
  return descents.length === 0 ? "Nothing has been trained yet." : descents.map(describeDescent).join(" ");
}
