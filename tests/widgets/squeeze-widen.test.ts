// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import { bottleneckWeights, drawPixelTask, middle, passPixel } from "../../src/signals/pixel-bottleneck.ts";
import { squeezeWiden } from "../../src/widgets/squeeze-widen.ts";
import { explainNumber } from "../../src/widgets/squeeze-words.ts";

const buttons = (figure: HTMLElement) => [...figure.querySelectorAll<HTMLButtonElement>("button.squeeze-number")];
const explained = (figure: HTMLElement) => figure.querySelector("[role=status]")?.textContent ?? "";

/** One channel in the middle of two, all by hand. */
const byHand = {
  channels: 2,
  inner: 1,
  x: Array.from({ length: 9 }, (_, place) => [place, 1]),
  squeeze: [[1, -1]],
  look: [[[0, 1, 0, 0, 1, 0, 0, -1, 0]]],
  widen: [[-1], [1]],
};

describe("a bottleneck around one pixel", () => {
  it("is what one computes by hand", () => {
    const signals = passPixel(byHand, true);
    // x₁ − x₂ at nine pixels: −1 to 7
    expect(signals.squeezedSums).toEqual([[-1, 0, 1, 2, 3, 4, 5, 6, 7]]);
    expect(signals.squeezed[0]?.[0]).toBe(0);
    // 0 + 3 − 6
    expect(signals.lookedSums).toEqual([-3]);
    expect(signals.looked).toEqual([0]);
    expect(signals.y).toEqual([4, 1]);
    expect(passPixel(byHand, false)).toMatchObject({ looked: [-3], widened: [3, -3], y: [7, -2] });
  });

  it("says how each number came about", () => {
    const signals = passPixel(byHand, true);
    const said = (row: Parameters<typeof explainNumber>[2]["row"], channel = 0) =>
      explainNumber(byHand, signals, { row, channel }, true)[1];
    expect(said("squeezed")).toBe("1·4 − 1·1 = 3, and behind the ReLU 3.");
    expect(said("looked")).toBe("from channel 1: 1·0 + 1·3 − 1·6. Together −3, and behind the ReLU 0.");
    expect(said("widened", 1)).toBe("1·0 = 0.");
    expect(said("y")).toBe("0 + 4 = 4, and behind the ReLU 4.");
  });

  it("draws whole numbers from its seed: values of x from 0 to 3, weights of −1, 0 and 1", () => {
    const task = drawPixelTask(8, 2, 1);
    expect(drawPixelTask(8, 2, 1)).toEqual(task);
    expect(drawPixelTask(8, 2, 2)).not.toEqual(task);
    expect(new Set(task.x.flat())).toEqual(new Set([0, 1, 2, 3]));
    expect(new Set(task.look.flat(2))).toEqual(new Set([-1, 0, 1]));
    expect(task.x[middle]).toHaveLength(8);
  });

  it("counts as the paper does: 69,632 weights, and 1,179,648 for two 3 × 3 on 256 channels", () => {
    expect(bottleneckWeights(256, 64)).toEqual({
      ...{ squeeze: 16_384, look: 36_864, widen: 16_384, together: 69_632, wide: 1_179_648 },
    });
  });
});

describe("squeezeWiden", () => {
  it("has one number to follow at a time, by a press or by arrow keys", () => {
    const figure = squeezeWiden();
    const numbers = buttons(figure);
    expect(numbers).toHaveLength(2 + 2 + 8 + 8);
    expect(numbers.filter(({ tabIndex }) => tabIndex === 0)).toEqual([numbers[0]]);
    expect(explained(figure)).toContain("The first 1×1, channel 1");
    numbers[0]?.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));
    expect(explained(figure)).toContain("The first 1×1, channel 2");
    numbers[5]?.click();
    expect(explained(figure)).toContain("The last 1×1, channel 2 of F");
    expect(numbers.filter((each) => each.getAttribute("aria-pressed") === "true")).toEqual([numbers[5]]);
  });

  it("follows the width in the middle and the ReLUs, with the weights that they cost", () => {
    const figure = squeezeWiden({ channels: 6, inner: 3 });
    const choose = (value: string): void => {
      const radio = figure.querySelector<HTMLInputElement>(`input[value="${value}"]`);
      if (!radio) throw new Error(value);
      radio.checked = true;
      radio.dispatchEvent(new Event("input", { bubbles: true }));
    };
    const costs = () => figure.querySelector(".squeeze-costs")?.textContent ?? "";
    // 6·3 + 9·3·3 + 3·6
    expect(costs()).toContain("Together11769,632");
    choose("1");
    expect(buttons(figure)).toHaveLength(1 + 1 + 6 + 6);
    expect(costs()).toContain("Together2169,632");
    expect(explained(figure)).toContain("behind the ReLU");
    choose("without");
    expect(explained(figure)).not.toContain("behind the ReLU");
  });

  it("refuses to squeeze into more channels than there are", () => {
    expect(() => squeezeWiden({ channels: 4, inner: 5 })).toThrow(
      "squeezeWiden: 5 channels in the middle of 4 squeeze nothing. Try inner: 1.",
    );
  });
});
