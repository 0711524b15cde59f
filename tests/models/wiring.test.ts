import { describe, expect, it } from "vitest";
import { architecture } from "../../src/models/architecture.ts";
import { basicUnit } from "../../src/models/conv-units.ts";
import { input } from "../../src/models/layers.ts";
import { totalsOf } from "../../src/models/summary.ts";
import { tryWiring, wireInNet, wireUp, type Wiring } from "../../src/models/wiring.ts";

const same: Wiring = { shortcut: "identity", relu: "after", filters: 64, stride: 1 };
const halving: Wiring = { ...same, filters: 128, stride: 2 };
const image = [56, 56, 64] as const;

describe("a wired block", () => {
  it("is the basic block of the paper where the ReLU stands after the addition", () => {
    const ops = (tensor: ReturnType<typeof input>) => architecture(tensor).nodes.map(({ op, shape }) => [op, shape]);
    const x = input(image);
    expect(ops(wireUp(x, same))).toEqual(ops(basicUnit(x, { filters: 64 })));
    expect(ops(wireUp(x, { ...halving, shortcut: "padding" }))).toEqual(
      ops(basicUnit(x, { filters: 128, stride: 2, shortcut: "A" })),
    );
    expect(ops(wireUp(x, { ...halving, shortcut: "projection" }))).toEqual(
      ops(basicUnit(x, { filters: 128, stride: 2, shortcut: "B" })),
    );
  });

  it("ends with the sum where the ReLU stands before it", () => {
    const { nodes } = architecture(wireUp(input(image), { ...same, relu: "before" }));
    expect(nodes.slice(-2).map(({ op }) => op)).toEqual(["relu", "add"]);
    expect(nodes.at(-1)?.inputs.map((at) => nodes[at]?.op)).toEqual(["relu", "input"]);
  });

  it("counts branch and shortcut apart, to the unit", () => {
    const counts = ({ shortcut }: Pick<Wiring, "shortcut">, wiring = halving) => {
      const { branchCounts, shortcutCounts } = tryWiring(image, { ...wiring, shortcut });
      return [branchCounts.parameters, shortcutCounts.parameters, shortcutCounts.multiplyAdds];
    };
    // 9 · 64 · 128 + 9 · 128 · 128 and two pairs of γ and β; 64 · 128 and one pair
    expect(counts({ shortcut: "projection" })).toEqual([221_184 + 512, 8192 + 256, 28 * 28 * 64 * 128]);
    expect(counts({ shortcut: "padding" })).toEqual([221_696, 0, 0]);
    expect(counts({ shortcut: "identity" }, same)).toEqual([2 * 36_864 + 256, 0, 0]);
    const whole = architecture(wireUp(input(image), { ...halving, shortcut: "projection" }));
    expect(totalsOf(whole).parameters).toBe(221_696 + 8448);
  });

  it("says what does not fit", () => {
    expect(tryWiring(image, halving)).toMatchObject({ shortcut: [56, 56, 64], branch: [28, 28, 128], y: null });
    expect(tryWiring(image, halving).problem).toBe(
      "The branch brings 28 × 28 × 128 and the shortcut 56 × 56 × 64: they differ in height, width and channels, and only equal shapes can be added. Padding or a projection brings x to the branch's shape.",
    );
    expect(tryWiring(image, { ...same, stride: 2 }).problem).toContain("differ in height and width, and");
    expect(tryWiring(image, { ...same, filters: 32 }).problem).toContain("differ in channels, and");
    expect(tryWiring(image, { ...same, filters: 32, shortcut: "padding" })).toMatchObject({
      shortcut: null,
      problem:
        "Zeros can only add channels, but 64 come and 32 are wanted. A 1 × 1 convolution can take channels away.",
    });
    expect(() => wireUp(input(image), halving)).toThrow(/shapes differ/);
  });

  it("pads an identity in a net where a stage begins", () => {
    expect(wireInNet(input(image), halving).shape).toEqual([28, 28, 128]);
    expect(wireInNet(input(image), same).shape).toEqual([56, 56, 64]);
  });
});
