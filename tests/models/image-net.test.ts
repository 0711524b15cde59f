import { describe, expect, it } from "vitest";
import { countDeadParameters, findDeadTaps } from "../../src/models/dead-taps.ts";
import type { Architecture } from "../../src/models/graph.ts";
import { imageNetResNet, imageNetResNeXt } from "../../src/models/image-net.ts";
import { listedResNet34 } from "../../src/models/listed-resnet.ts";
import { plainNet } from "../../src/models/plain-net.ts";
import { countActivations, countMultiplyAdds, countParameters, summarizeStages } from "../../src/models/summary.ts";

/** Shapes after the first convolution, the pooling and each stage. */
function trace(net: Architecture): string[] {
  const first = net.nodes.find(({ op }) => op === "conv")?.shape ?? [];
  const stages = summarizeStages(net).map(({ shape }) => shape.join("×"));
  return [first.join("×"), ...stages];
}

describe("nets for large images", () => {
  it.each([
    [18, [64, 64, 128, 256, 512]],
    [34, [64, 64, 128, 256, 512]],
    [50, [64, 256, 512, 1024, 2048]],
    [101, [64, 256, 512, 1024, 2048]],
    [152, [64, 256, 512, 1024, 2048]],
  ])("ResNet-%i goes 112, 56, 56, 28, 14, 7, wherever a bottleneck strides", (depth, channels) => {
    const sides = [56, 56, 28, 14, 7];
    const expected = ["112×112×64", ...channels.map((count, at) => `${sides[at]}×${sides[at]}×${count}`), "1000"];
    expect(trace(imageNetResNet({ depth }))).toEqual(expected);
    expect(trace(imageNetResNet({ depth, stridePlacement: "3x3" }))).toEqual(expected);
  });

  it("have the paper's blocks in each stage", () => {
    const blocks = (net: Architecture): number[] => summarizeStages(net).map((stage) => stage.blocks);
    expect(blocks(imageNetResNet({ depth: 152 }))).toEqual([0, 3, 8, 36, 3, 0]);
    expect(blocks(imageNetResNeXt({ depth: 50 }))).toEqual([0, 3, 4, 6, 3, 0]);
  });

  it("stride in the first 1 × 1 or in the 3 × 3 of a bottleneck, and beside it", () => {
    const strided = (net: Architecture): string =>
      net.nodes.flatMap((node) => (node.op === "conv" && node.stride === 2 ? [node.kernel] : [])).join(" ");
    expect(strided(imageNetResNet({ depth: 50 }))).toBe("7 1 1 1 1 1 1");
    expect(strided(imageNetResNet({ depth: 50, stridePlacement: "3x3" }))).toBe("7 3 1 3 1 3 1");
  });

  it("carry names and families for charts", () => {
    expect(imageNetResNet({ depth: 34 })).toMatchObject({ name: "ResNet-34", family: "residual", depth: 34 });
    expect(imageNetResNet({ depth: 50, shortcut: "none" })).toMatchObject({
      name: "ResNet-50 (no shortcuts)",
      family: "plain",
    });
    expect(imageNetResNeXt({ depth: 50 })).toMatchObject({ name: "ResNeXt-50 32×4d", family: "bottleneck" });
    expect(imageNetResNet({ depth: 200, placement: "full-pre-activation" }).family).toBe("pre-activation");
  });

  it("refuse other depths, and groups without bottlenecks", () => {
    expect(() => imageNetResNet({ depth: 56 })).toThrow(
      "imageNetResNet: depth must be one of 18, 34, 50, 101, 152, 200, got 56. Try 50.",
    );
    expect(() => imageNetResNeXt({ depth: 34 })).toThrow("groups need bottlenecks");
    expect(() => imageNetResNet({ depth: 50, stridePlacement: "3×3" as never })).toThrow("stridePlacement must be one");
    expect(() => imageNetResNet({ depth: 50, cardinality: 2 } as never)).toThrow("unknown option 'cardinality'");
  });
});

describe("dead taps", () => {
  it("make 11,141,120 parameters of the listed ResNet-34 useless on 32 × 32 pixels: more than half", () => {
    const net = listedResNet34();
    expect(trace(net)).toEqual(["16×16×64", "8×8×64", "8×8×64", "4×4×128", "2×2×256", "1×1×512", "2"]);
    expect(countDeadParameters(net)).toBe(11_141_120);
    expect((100 * 11_141_120) / countParameters(net)).toBeCloseTo(52.3, 1);
  });

  it("are 8 of 9 on a map of one pixel, and 5 of 9 where a stride leads to it", () => {
    expect(findDeadTaps(listedResNet34()).map(({ inputSide, deadTaps }) => `${inputSide}: ${deadTaps}`)).toEqual([
      ...["2: 5", "1: 8", "1: 8", "1: 8", "1: 8", "1: 8"],
    ]);
  });

  it.each([64, 96, 128, 224])("are none at %i pixels a side", (side) => {
    expect(findDeadTaps(listedResNet34({ inputShape: [side, side, 3] }))).toEqual([]);
  });

  it("are none in the nets that are made for 32 × 32", () => {
    expect(countDeadParameters(plainNet({ depth: 20 }))).toBe(0);
  });

  it("are counted within groups", () => {
    const net = imageNetResNeXt({ depth: 50, inputShape: [32, 32, 3] });
    // Three grouped 3 × 3 convolutions of the last stage, 1024 filters that see 32 channels each; the first of them strides from 2 × 2.
    expect(countDeadParameters(net)).toBe(1024 * 32 * (5 + 8 + 8));
  });
});

describe("activations", () => {
  it("are the values of every node's output", () => {
    const net = plainNet({ depth: 8, width: 2, inputShape: [4, 4, 3] });
    const stage = (side: number, filters: number): number => side * side * filters * 6;
    expect(countActivations(net)).toBe(48 + 3 * 32 + stage(4, 2) + stage(2, 4) + stage(1, 8) + 8 + 10);
  });

  it("are shared out to stages without rest, as parameters and multiply-adds are", () => {
    const net = imageNetResNet({ depth: 50 });
    const stages = summarizeStages(net);
    const total = (count: "parameters" | "multiplyAdds" | "activations"): number =>
      stages.reduce((sum, stage) => sum + stage[count], 0);
    expect(total("parameters")).toBe(countParameters(net));
    expect(total("multiplyAdds")).toBe(countMultiplyAdds(net));
    expect(total("activations")).toBe(countActivations(net));
  });
});
