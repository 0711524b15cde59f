import { describe, expect, it } from "vitest";
import { sizeOf } from "../../src/core/shape.ts";
import { alexNet } from "../../src/models/alex-net.ts";
import { architecture } from "../../src/models/architecture.ts";
import { basicBlock, bottleneckBlock } from "../../src/models/blocks.ts";
import { bottleneckNet } from "../../src/models/bottleneck-net.ts";
import type { Architecture } from "../../src/models/graph.ts";
import { imageNetResNet, imageNetResNeXt } from "../../src/models/image-net.ts";
import { input } from "../../src/models/layers.ts";
import { listedResNet34 } from "../../src/models/listed-resnet.ts";
import { listParameters } from "../../src/models/parameters.ts";
import { preActivationNet } from "../../src/models/pre-activation-net.ts";
import { resNeXt } from "../../src/models/res-next.ts";
import { residualNet } from "../../src/models/residual-net.ts";
import { countMultiplyAdds, countParameters, summarize, summarizeStages } from "../../src/models/summary.ts";
import type { SymbolicTensor } from "../../src/models/symbolic.ts";
import { vggNet } from "../../src/models/vgg.ts";

function sumOver(net: Architecture, op: string, count: "parameters" | "multiplyAdds"): number {
  return summarize(net).reduce((sum, row) => sum + (row.op === op ? row[count] : 0), 0);
}

const billions = (count: number): string => (count / 1e9).toFixed(3);
const millions = (count: number, digits: number): string => (count / 1e6).toFixed(digits);

describe("He et al. 2015", () => {
  it.each([
    ["Table 1: ResNet-18", imageNetResNet({ depth: 18 }), 11_689_512, "1.814"],
    ["Table 2: ResNet-18, option A", imageNetResNet({ depth: 18, shortcut: "A" }), 11_515_688, undefined],
    ["Table 2: plain-18", imageNetResNet({ depth: 18, shortcut: "none" }), 11_515_688, undefined],
    ["Table 1: ResNet-34", imageNetResNet({ depth: 34 }), 21_797_672, "3.664"],
    ["Table 3: ResNet-34, option A", imageNetResNet({ depth: 34, shortcut: "A" }), 21_623_848, "3.644"],
    ["Table 3: plain-34", imageNetResNet({ depth: 34, shortcut: "none" }), 21_623_848, "3.644"],
    ["Table 3: ResNet-34, option C", imageNetResNet({ depth: 34, shortcut: "C" }), 22_716_840, undefined],
    ["Table 1: ResNet-50", imageNetResNet({ depth: 50 }), 25_557_032, "3.858"],
    ["ResNet-50, stride in 3×3", imageNetResNet({ depth: 50, stridePlacement: "3x3" }), 25_557_032, "4.089"],
    ["Table 1: ResNet-101", imageNetResNet({ depth: 101 }), 44_549_160, "7.570"],
    ["ResNet-101, stride in 3×3", imageNetResNet({ depth: 101, stridePlacement: "3x3" }), 44_549_160, "7.801"],
    ["Table 1: ResNet-152", imageNetResNet({ depth: 152 }), 60_192_808, "11.282"],
    ["ResNet-152, stride in 3×3", imageNetResNet({ depth: 152, stridePlacement: "3x3" }), 60_192_808, "11.514"],
    ["VGG-16", vggNet({ depth: 16 }), 138_357_544, "15.470"],
    ["VGG-19", vggNet({ depth: 19 }), 143_667_240, "19.632"],
  ])("%s has its parameters and multiply-adds", (_, net, parameters, multiplyAdds) => {
    expect(countParameters(net)).toBe(parameters);
    if (multiplyAdds !== undefined) expect(billions(countMultiplyAdds(net))).toBe(multiplyAdds);
  });

  it("VGG spends all but 0.12 G of its multiply-adds in convolutions", () => {
    const inConvolutions = (depth: number): string => billions(sumOver(vggNet({ depth }), "conv", "multiplyAdds"));
    expect([inConvolutions(16), inConvolutions(19)]).toEqual(["15.347", "19.508"]);
    const share = countMultiplyAdds(imageNetResNet({ depth: 34, shortcut: "none" })) / 19.632e9;
    expect(Math.floor(100 * share)).toBe(18);
  });

  it.each([
    [18, "1x1", [6.5, 25.5, 22.7, 22.7, 22.7]],
    [34, "1x1", [3.2, 18.9, 23.8, 36.5, 17.5]],
    [50, "3x3", [2.9, 16.3, 25.1, 35.8, 19.8]],
  ] as const)(
    "ResNet-%i spends its multiply-adds in stem and stages in the ledger's shares",
    (depth, place, shares) => {
      const net = imageNetResNet({ depth, stridePlacement: place });
      const stages = summarizeStages(net).filter(({ stage }) => stage !== "Head");
      const percent = stages.map(({ multiplyAdds }) =>
        Number(((100 * multiplyAdds) / countMultiplyAdds(net)).toFixed(1)),
      );
      expect(percent).toEqual(shares);
    },
  );

  it("a 3 × 3 layer costs 115,605,504 multiply-adds in every stage", () => {
    const costs = summarize(imageNetResNet({ depth: 34, shortcut: "A" })).map(({ multiplyAdds }) => multiplyAdds);
    expect(costs.filter((cost) => cost === 115_605_504)).toHaveLength(29);
  });

  it.each([
    [18, 20, 3],
    [34, 36, 3],
    [50, 53, 4],
    [101, 104, 4],
    [152, 155, 4],
  ])("ResNet-%i has %i convolutions, %i of them projections", (depth, convolutions, projections) => {
    const convs = imageNetResNet({ depth }).nodes.filter(({ op }) => op === "conv");
    expect(convs).toHaveLength(convolutions);
    expect(convs.filter(({ name }) => name.startsWith("projection"))).toHaveLength(projections);
    expect(convolutions - projections + 1).toBe(depth);
  });

  it("option B's projections in ResNet-34 are 173,824 parameters and 19.3 M multiply-adds", () => {
    const [a, b] = [imageNetResNet({ depth: 34, shortcut: "A" }), imageNetResNet({ depth: 34 })];
    expect(countParameters(b) - countParameters(a)).toBe(173_824);
    expect(millions(countMultiplyAdds(b) - countMultiplyAdds(a), 1)).toBe("19.3");
  });

  it.each([
    [20, 283_962],
    [56, 900_858],
    [110, 1_826_202],
  ])("sec. 4.2: ResNet-%i with option C has %i parameters", (depth, parameters) => {
    expect(countParameters(residualNet({ depth, shortcut: "C" }))).toBe(parameters);
    expect(countParameters(residualNet({ depth, connection: "convolution" }))).toBe(parameters);
  });

  it.each([
    [20, "0.27", 2],
    [32, "0.46", 2],
    [44, "0.66", 2],
    [56, "0.85", 2],
    [110, "1.7", 1],
    [1202, "19.4", 1],
  ])("Table 6: ResNet-%i rounds to the paper's %s M parameters", (depth, wanted, digits) => {
    expect(millions(countParameters(residualNet({ depth })), digits)).toBe(wanted);
  });

  it("sec. 4.2: two of ResNet-110's 54 shortcuts are no identities, and none has parameters", () => {
    const { nodes } = residualNet({ depth: 110 });
    expect(nodes.filter(({ op }) => op === "add")).toHaveLength(54);
    expect(nodes.filter(({ op }) => op === "subsamplePad")).toHaveLength(2);
  });
});

/** Weights of the convolutions of one block on 56 × 56 pixels, BN left out. */
function blockWeights(channels: number, block: (x: SymbolicTensor) => SymbolicTensor): Architecture {
  return architecture(block(input([56, 56, channels])));
}

describe("blocks, He et al. 2015 Fig. 5 and Xie et al. 2017 Table 2", () => {
  const bottleneck = { filters: 256, inner: 64 };
  it.each([
    ["basic, 64", blockWeights(64, (x) => basicBlock(x, { filters: 64 })), 73_728],
    ["basic, 256", blockWeights(256, (x) => basicBlock(x, { filters: 256 })), 1_179_648],
    ["bottleneck", blockWeights(256, (x) => bottleneckBlock(x, bottleneck)), 69_632],
    ["bottleneck, projected", blockWeights(256, (x) => bottleneckBlock(x, { ...bottleneck, shortcut: "C" })), 135_168],
  ])("%s has its weights", (_, net, weights) => {
    expect(sumOver(net, "conv", "parameters")).toBe(weights);
  });

  it("a bottleneck's BN has 768 parameters", () => {
    expect(
      sumOver(
        blockWeights(256, (x) => bottleneckBlock(x, bottleneck)),
        "batchNorm",
        "parameters",
      ),
    ).toBe(768);
  });

  it.each([
    [1, 64, 69_632, 64],
    [2, 40, 69_760, 80],
    [4, 24, 69_888, 96],
    [8, 14, 71_456, 112],
    [32, 4, 70_144, 128],
  ])("%i × %id has %i weights and a grouped convolution %i wide", (groups, width, weights, inner) => {
    expect(groups * width).toBe(inner);
    const net = blockWeights(256, (x) => bottleneckBlock(x, { filters: 256, inner, groups }));
    expect(sumOver(net, "conv", "parameters")).toBe(weights);
    expect((countMultiplyAdds(net) / 1e9).toFixed(2)).toBe("0.22");
  });
});

describe("He et al. 2016", () => {
  it("Table 4: ResNet-164 and -1001 have 1,703,258 and 10,327,706 parameters", () => {
    expect(countParameters(preActivationNet({ depth: 164, block: "bottleneck" }))).toBe(1_703_258);
    const deepest = preActivationNet({ depth: 1001, block: "bottleneck" });
    expect(countParameters(deepest)).toBe(10_327_706);
    expect(sumOver(deepest, "conv", "parameters")).toBe(10_175_920);
    expect(millions(10_175_920, 1)).toBe("10.2");
    const units = summarizeStages(deepest).map(({ blocks }) => blocks);
    expect(units).toEqual([0, 111, 111, 111, 0]);
  });

  it("ResNet-164 is 9n + 2 layers deep with n = 18", () => {
    const net = bottleneckNet({ depth: 164 });
    expect(net.nodes.filter(({ op }) => op === "add")).toHaveLength(54);
    const trunk = net.nodes.filter(
      ({ op, name }) => (op === "conv" || op === "dense") && !name.startsWith("projection"),
    );
    expect(trunk).toHaveLength(164);
  });
});

describe("Xie et al. 2017", () => {
  it("Table 1: ResNeXt-50 (32×4d) has 25,028,904 parameters and 4.230 G multiply-adds", () => {
    const net = imageNetResNeXt({ depth: 50 });
    expect(countParameters(net)).toBe(25_028_904);
    expect(billions(countMultiplyAdds(net))).toBe("4.230");
    expect(countParameters(imageNetResNeXt({ depth: 101, groupWidth: 8 }))).toBe(88_791_336);
  });

  it("one group of 128 gives the wide nets", () => {
    const wide = (depth: number): number =>
      countParameters(imageNetResNeXt({ depth, cardinality: 1, groupWidth: 128 }));
    expect([wide(50), wide(101)]).toEqual([68_883_240, 126_886_696]);
  });

  it("Table 7: ResNeXt-29 has 34.4 M parameters as 8×64d; as 16×64d 68.155 M, where the paper prints 68.1", () => {
    const count = (cardinality: number): number =>
      countParameters(resNeXt({ depth: 29, width: 64, cardinality, groupWidth: 64 }));
    expect(count(8)).toBe(34_426_698);
    expect(millions(count(8), 1)).toBe("34.4");
    expect(count(16)).toBe(68_155_210);
    expect(Math.floor(count(16) / 1e5) / 10).toBe(68.1);
  });
});

describe("Krizhevsky et al. 2012", () => {
  it("has 60,965,224 parameters in two towers and 61,100,840 in one", () => {
    expect(countParameters(alexNet())).toBe(60_965_224);
    expect(countParameters(alexNet({ towers: 1 }))).toBe(61_100_840);
  });

  it("has 659,272 neurons: outputs of convolutions and dense layers", () => {
    const neurons = alexNet().nodes.filter(({ op }) => op === "conv" || op === "dense");
    expect(neurons.reduce((sum, { shape }) => sum + sizeOf(shape), 0)).toBe(659_272);
    expect(neurons).toHaveLength(8);
  });
});

describe("the listing of ResNet-34 for two classes", () => {
  it.each([
    ["as written", listedResNet34(), 21_293_250],
    ["without useless biases", listedResNet34({ bias: false }), 21_285_698],
    ["for 10 classes", listedResNet34({ classes: 10 }), 21_297_354],
    ["for 1000 classes", listedResNet34({ classes: 1000 }), 21_805_224],
    ["without useless biases, for 1000 classes", listedResNet34({ bias: false, classes: 1000 }), 21_797_672],
  ])("%s has its parameters", (_, net, parameters) => {
    expect(countParameters(net)).toBe(parameters);
  });

  it("has 142 tensors of parameters and 7,552 biases before a batch normalisation", () => {
    const slots = listParameters(listedResNet34()).filter(({ trainable }) => trainable);
    expect(slots).toHaveLength(142);
    const biases = slots.filter(({ role, name }) => role === "bias" && name.startsWith("conv"));
    expect(biases.reduce((sum, { shape }) => sum + sizeOf(shape), 0)).toBe(7_552);
  });
});
