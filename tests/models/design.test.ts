import { describe, expect, it } from "vitest";
import { architecture } from "../../src/models/architecture.ts";
import { basicBlock, bottleneckBlock } from "../../src/models/blocks.ts";
import { bottleneckNet } from "../../src/models/bottleneck-net.ts";
import { buildDesign, depthOfDesign, designCode, type Design } from "../../src/models/design.ts";
import { designPresetNames, designPresets, presetOf, type DesignPreset } from "../../src/models/design-presets.ts";
import type { Architecture } from "../../src/models/graph.ts";
import { imageNetResNet } from "../../src/models/image-net.ts";
import * as layers from "../../src/models/layers.ts";
import * as nonlinearities from "../../src/models/nonlinearities.ts";
import * as pooling from "../../src/models/pooling.ts";
import { residualNet } from "../../src/models/residual-net.ts";
import { summarizeStages, totalsOf } from "../../src/models/summary.ts";
import { labelBlock } from "../../src/models/symbolic.ts";

const preset = (name: DesignPreset): Architecture => buildDesign(designPresets[name], name);

/** The same net, called as the preset is. */
const course: Readonly<Record<DesignPreset, Architecture>> = {
  "ResNet-18": imageNetResNet({ depth: 18 }),
  "ResNet-34": imageNetResNet({ depth: 34 }),
  "ResNet-50": imageNetResNet({ depth: 50 }),
  "ResNet-101": imageNetResNet({ depth: 101 }),
  "ResNet-152": imageNetResNet({ depth: 152 }),
  "ResNet-50 V1.5": imageNetResNet({ depth: 50, stridePlacement: "3x3" }),
  "ResNet-101 V1.5": imageNetResNet({ depth: 101, stridePlacement: "3x3" }),
  "ResNet-152 V1.5": imageNetResNet({ depth: 152, stridePlacement: "3x3" }),
  "ResNet-20": residualNet({ depth: 20 }),
  "ResNet-56": residualNet({ depth: 56 }),
  "ResNet-110": residualNet({ depth: 110 }),
  "ResNet-164": bottleneckNet({ depth: 164 }),
};

describe.each(designPresetNames)("the preset %s", (name) => {
  const [built, known] = [preset(name), course[name]];

  it("is the course's own net: its layers, shapes, wires and blocks, and its counts by stage to the unit", () => {
    const shapeOf = ({ nodes }: Architecture) =>
      nodes.map(({ name: node, op, shape, inputs, block }) => ({ node, op, shape, inputs, block }));
    expect(shapeOf(built)).toEqual(shapeOf(known));
    expect(summarizeStages(built)).toEqual(summarizeStages(known));
    expect(built).toMatchObject({ name, depth: known.depth, family: known.family });
    expect(depthOfDesign(designPresets[name])).toBe(known.depth);
    expect(presetOf(structuredClone(designPresets[name]))).toBe(name);
  });
});

describe("what the ledger gives of them", () => {
  it.each([
    ["ResNet-18", 11_689_512, "1.814"],
    ["ResNet-34", 21_797_672, "3.664"],
    ["ResNet-50", 25_557_032, "3.858"],
    ["ResNet-101", 44_549_160, "7.570"],
    ["ResNet-152", 60_192_808, "11.282"],
    ["ResNet-50 V1.5", 25_557_032, "4.089"],
    ["ResNet-101 V1.5", 44_549_160, "7.801"],
    ["ResNet-152 V1.5", 60_192_808, "11.514"],
    ["ResNet-20", 269_722, "0.041"],
    ["ResNet-56", 853_018, "0.125"],
    ["ResNet-110", 1_727_962, "0.253"],
  ] as const)("%s has %i parameters and %s billion multiply-adds", (name, parameters, billions) => {
    const counts = totalsOf(preset(name));
    expect(counts.parameters).toBe(parameters);
    expect((counts.multiplyAdds / 1e9).toFixed(3)).toBe(billions);
  });

  it.each([
    ["A", 21_623_848],
    ["B", 21_797_672],
    ["C", 22_716_840],
    ["none", 21_623_848],
  ] as const)("ResNet-34 with option %s has %i parameters", (shortcut, parameters) => {
    const net = buildDesign({ ...designPresets["ResNet-34"], shortcut }, "net");
    expect(totalsOf(net).parameters).toBe(parameters);
    expect(net.family).toBe(shortcut === "none" ? "plain" : "residual");
  });
});

const odd: Design = {
  ...{ size: 40, stem: "3x3", stemFilters: 5, block: "bottleneck", shortcut: "C", stridePlacement: "3x3", classes: 7 },
  stages: [
    { blocks: 1, filters: 3, stride: 2 },
    { blocks: 2, filters: 9, stride: 1 },
  ],
};

describe("the net as code", () => {
  const library = { ...layers, ...nonlinearities, ...pooling, architecture, basicBlock, bottleneckBlock, labelBlock };
  it.each([
    ["ResNet-34", designPresets["ResNet-34"]],
    ["ResNet-50 V1.5", designPresets["ResNet-50 V1.5"]],
    ["ResNet-20", designPresets["ResNet-20"]],
    ["an odd net", odd],
    ["an odd plain net", { ...odd, block: "basic", shortcut: "none" } satisfies Design],
  ] as const)("builds the same: %s", (name, design) => {
    // What a reader would put into a cell
    const written = new Function(...Object.keys(library), `${designCode(design, name)}; return designedNet();`);
    const build = written as (...values: unknown[]) => Architecture;
    expect(build(...Object.values(library))).toEqual(buildDesign(design, name));
  });
});

it("a design that is no preset is nobody's, and one whose channels shrink cannot have option A", () => {
  expect(presetOf(odd)).toBeNull();
  expect(presetOf({ ...designPresets["ResNet-34"], stridePlacement: "3x3" })).toBe("ResNet-34");
  const stages = [
    { blocks: 1, filters: 8, stride: 1 },
    { blocks: 1, filters: 4, stride: 1 },
  ];
  expect(() => buildDesign({ ...odd, block: "basic", shortcut: "A", stages }, "net")).toThrow(
    /option A can only add channels/,
  );
});
