import { describe, expect, it } from "vitest";
import type { Architecture } from "../../src/models/graph.ts";
import { plainNet } from "../../src/models/plain-net.ts";
import { residualNet } from "../../src/models/residual-net.ts";
import { countMultiplyAdds, countParameters } from "../../src/models/summary.ts";

/** He et al. 2015, Table 6, to the unit; n = 1 and 2 are the small nets that train in a browser. */
const table6 = [
  { n: 1, optionA: 75_290, optionB: 78_042, multiplyAdds: 12_239_488 },
  { n: 2, optionA: 172_506, optionB: 175_258, multiplyAdds: 26_395_264 },
  { n: 3, optionA: 269_722, optionB: 272_474, multiplyAdds: 40_551_040, millions: "40.6" },
  { n: 5, optionA: 464_154, optionB: 466_906, multiplyAdds: 68_862_592, millions: "68.9" },
  { n: 7, optionA: 658_586, optionB: 661_338, multiplyAdds: 97_174_144, millions: "97.2" },
  { n: 9, optionA: 853_018, optionB: 855_770, multiplyAdds: 125_485_696, millions: "125.5" },
  { n: 18, optionA: 1_727_962, optionB: 1_730_714, multiplyAdds: 252_887_680, millions: "252.9" },
  { n: 200, optionA: 19_421_274, optionB: 19_424_026, multiplyAdds: 2_829_238_912, millions: "2829.2" },
];

describe.each(table6)("6·$n + 2 layers", ({ n, optionA, optionB, multiplyAdds, millions }) => {
  const depth = 6 * n + 2;
  const net = residualNet({ depth });

  it("has the parameters of the papers' options A and B, and of the closed form", () => {
    expect(countParameters(net)).toBe(optionA);
    expect(countParameters(net)).toBe(97_216 * n - 21_926);
    expect(countParameters(residualNet({ depth, shortcut: "B" }))).toBe(optionB);
    expect(countParameters(plainNet({ depth }))).toBe(optionA);
  });

  it("has the multiply-adds of the paper; option B adds two 1 × 1 convolutions", () => {
    expect(countMultiplyAdds(net)).toBe(multiplyAdds);
    // Each stage 4,718,592 n, of which the later two save 1,179,648 at their start; stem 442,368, dense 640.
    expect(multiplyAdds).toBe(14_155_776 * n - 1_916_288);
    expect(countMultiplyAdds(plainNet({ depth }))).toBe(multiplyAdds);
    expect(countMultiplyAdds(residualNet({ depth, shortcut: "B" }))).toBe(multiplyAdds + 2 * 16 * 16 * 16 * 32);
    if (millions !== undefined) expect((multiplyAdds / 1e6).toFixed(1)).toBe(millions);
  });

  it("has the depth it was asked for, counted as the paper counts", () => {
    expect(net.depth).toBe(depth);
    const trunk = net.nodes.filter(({ op }) => op === "conv" || op === "dense");
    expect(trunk).toHaveLength(depth);
  });
});

function blockShapes({ nodes }: Architecture): string[] {
  return nodes.flatMap(({ block, shape }) => (block ? [`${block.stage}.${block.index}: ${shape.join("x")}`] : []));
}

describe("plainNet and residualNet", () => {
  it("label the stem's output and every block's, and halve the image where they double the filters", () => {
    const expected = [
      ...["0.0: 32x32x16", "1.1: 32x32x16", "1.2: 32x32x16"],
      ...["2.1: 16x16x32", "2.2: 16x16x32", "3.1: 8x8x64", "3.2: 8x8x64"],
    ];
    expect(blockShapes(plainNet({ depth: 14 }))).toEqual(expected);
    expect(blockShapes(residualNet({ depth: 14, shortcut: "B" }))).toEqual(expected);
    const small = residualNet({ depth: 8, width: 8, inputShape: [16, 16, 3], stemStride: 2 });
    expect(blockShapes(small)).toEqual(["0.0: 8x8x8", "1.1: 8x8x8", "2.1: 4x4x16", "3.1: 2x2x32"]);
  });

  it("take a quarter of the work at stem stride 2", () => {
    const dense = 32 * 10;
    const work = (stemStride: number): number =>
      countMultiplyAdds(plainNet({ depth: 20, width: 8, inputShape: [16, 16, 3], stemStride })) - dense;
    expect(work(1)).toBe(4 * work(2));
  });

  it("differ in nothing but the shortcuts", () => {
    const weighted = ({ nodes }: Architecture): string[] =>
      nodes.filter((x) => /conv|bn|dense/.test(x.name)).map((x) => x.name);
    expect(weighted(residualNet({ depth: 20 }))).toEqual(weighted(plainNet({ depth: 20 })));
    const shortcuts = residualNet({ depth: 20 }).nodes.filter(({ op }) => op === "add" || op === "subsamplePad");
    expect(shortcuts.map(({ op }) => op).join(" ")).toBe(
      "add add add subsamplePad add add add subsamplePad add add add",
    );
  });

  it("give convolutions a bias only where no batch normalisation follows", () => {
    const bare = plainNet({ depth: 8, batchNorm: false });
    expect(bare.nodes.some(({ op }) => op === "batchNorm")).toBe(false);
    expect(bare.nodes.every((node) => node.op !== "conv" || node.bias)).toBe(true);
    expect(plainNet({ depth: 8 }).nodes.every((node) => node.op !== "conv" || !node.bias)).toBe(true);
  });

  it("carry name, family and data that survive cloning and JSON", () => {
    const net = residualNet({ depth: 20, shortcut: "B" });
    expect([net.name, net.family]).toEqual(["residual-20 (B)", "residual"]);
    expect([plainNet({ depth: 56 }).name, plainNet({ depth: 56 }).family]).toEqual(["plain-56", "plain"]);
    expect(structuredClone(net)).toEqual(net);
    expect(JSON.parse(JSON.stringify(net))).toEqual(net);
  });

  it("refuse what cannot be built, and say what can", () => {
    expect(() => residualNet({ depth: 19 })).toThrow(
      "residualNet: depth must be 6n + 2 (8, 14, 20, …), got 19. Try 20.",
    );
    expect(() => plainNet({ depth: 2 })).toThrow("Try 8.");
    expect(() => plainNet({ deepth: 20 } as never)).toThrow(
      "plainNet: unknown option 'deepth'. Did you mean 'depth'? Options are depth, width, classes, inputShape, batchNorm, initializer, stemStride.",
    );
    expect(() => residualNet({ depth: 20, shortcut: "D" as never })).toThrow(
      'shortcut must be one of "A", "B", "C", "none", got "D"',
    );
    expect(() => residualNet({ depth: 20, widht: 8 } as never)).toThrow("Did you mean 'width'?");
    expect(() => plainNet({ depth: 20, width: 16.5 })).toThrow(
      "width must be an integer of at least 1, got 16.5. Try 17.",
    );
    expect(() => plainNet({ depth: 20, inputShape: [32, 32] })).toThrow("inputShape must be [height, width, channels]");
    expect(() => plainNet(20 as never)).toThrow(
      "plainNet: expected an options object, got 20. Pass options such as {depth: …}.",
    );
    expect(() => residualNet(undefined as never)).toThrow(
      "residualNet: options ({depth: …}) is missing. Write residualNet(options).",
    );
  });
});
