// @vitest-environment jsdom
import { describe, expect, it, vi } from "vitest";
import { drawTask } from "../../src/signals/zeroed-block.ts";
import { zeroIn, type ZeroedBlock } from "../../src/widgets/zero-value.ts";
import { zeroTensor } from "../../src/widgets/zero-tensor.ts";
import { train } from "../../src/training/page/client.ts";
import { forward } from "../models/reference-forward.ts";

const press = (figure: HTMLElement, words: string) =>
  [...figure.querySelectorAll("button")]
    .find((each) => (each.getAttribute("aria-label") ?? each.textContent) === words)
    ?.click();

describe("zeroTensor", () => {
  it("says which gradients die with a tensor, and which way the start can be trained from", () => {
    const figure = zeroTensor();
    const heard = vi.fn();
    figure.addEventListener("input", heard);
    expect(figure.value).toMatchObject({ zeroed: [], dead: [] });
    press(figure, "Set W2 to 0");
    expect(figure.value).toMatchObject({ zeroed: ["W2"], residual: 0, dead: ["W1"] });
    expect(figure.querySelector("[role=status]")?.textContent).toBe(
      "W2 is zero. F = 0 and y = x, exactly; dead: the gradient of W1.",
    );
    press(figure, "Train from here: 200 steps");
    press(figure, "Set W2 to 0");
    press(figure, "Set W1 to 0");
    expect(figure.value).toMatchObject({ zeroed: ["W1"], residual: 0, dead: ["W1", "W2"] });
    press(figure, "Train from here: 200 steps");
    expect(figure.querySelector("[role=status]")?.textContent).toBe(
      "From the start “W1 = 0”: after 200 steps nothing has moved.",
    );
    expect(figure.querySelectorAll(".end-label")).toHaveLength(2);
    expect(heard).toHaveBeenCalledTimes(3);
    expect(figure.querySelectorAll("[aria-pressed=true]")).toHaveLength(1);
    expect(figure.outerHTML).not.toMatch(/NaN|undefined/);
  });

  it("takes back what was kept, and begins as it is told", () => {
    const figure = zeroTensor({ batchNorm: true, zero: ["γ2", "β2"] });
    expect(figure.value).toMatchObject({ zeroed: ["γ2", "β2"], residual: 0, dead: ["W1", "γ1", "β1", "W2"] });
    figure.value = { zeroed: ["W1"] } as unknown as ZeroedBlock;
    expect(figure.value.zeroed).toEqual(["W1"]);
  });
});

describe("the start as an arm", () => {
  it.each([false, true])("is the net that computes the same, with biases %s", (bias) => {
    const task = drawTask({ features: 4, bias, batchNorm: false, seed: 2 });
    const { value, state } = zeroIn(task, ["W2"]);
    const { architecture, initial } = value.arm;
    for (const example of [0, 5]) {
      const row = [...task.x.values.slice(4 * example, 4 * example + 4)];
      const y = [...state.y.values.slice(4 * example, 4 * example + 4)];
      forward(architecture, initial, row).forEach((value, at) => expect(value).toBeCloseTo(y[at] ?? NaN, 6));
    }
  });

  it("is taken by train, with batch normalization too", () => {
    for (const batchNorm of [false, true]) {
      const { value } = zeroIn(drawTask({ features: 4, bias: !batchNorm, batchNorm, seed: 1 }), []);
      expect(() => train.declaration.parameters[0]?.kind?.read("train", "nets", { start: value.arm })).not.toThrow();
    }
  });
});
