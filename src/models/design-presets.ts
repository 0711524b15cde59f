import type { StridePlacement } from "./conv-units.ts";
import type { Design } from "./design.ts";

/** Stages whose filters double and whose images halve from one to the next. */
function doubling(first: number, counts: readonly number[]): Design["stages"] {
  return counts.map((blocks, at) => ({ blocks, filters: first * 2 ** at, stride: at === 0 ? 1 : 2 }));
}

/** He et al. 2015, Table 1. */
function imageNet(block: Design["block"], counts: readonly number[], stridePlacement: StridePlacement = "1x1"): Design {
  return {
    ...{ size: 224, stem: "7x7", stemFilters: 64, block, stages: doubling(64, counts) },
    ...{ shortcut: "B", stridePlacement, classes: 1000 },
  };
}

/** He et al. 2015, sec. 4.2; with bottlenecks He et al. 2016, sec. 4.1. */
function cifar(block: Design["block"], blocks: number): Design {
  return {
    ...{ size: 32, stem: "3x3", stemFilters: 16, block, stages: doubling(16, [blocks, blocks, blocks]) },
    ...{ shortcut: block === "basic" ? "A" : "B", stridePlacement: "1x1", classes: 10 },
  };
}

/** Nets of the papers; V1.5 is torchvision's place of the stride. */
export const designPresets = {
  "ResNet-18": imageNet("basic", [2, 2, 2, 2]),
  "ResNet-34": imageNet("basic", [3, 4, 6, 3]),
  "ResNet-50": imageNet("bottleneck", [3, 4, 6, 3]),
  "ResNet-101": imageNet("bottleneck", [3, 4, 23, 3]),
  "ResNet-152": imageNet("bottleneck", [3, 8, 36, 3]),
  "ResNet-50 V1.5": imageNet("bottleneck", [3, 4, 6, 3], "3x3"),
  "ResNet-101 V1.5": imageNet("bottleneck", [3, 4, 23, 3], "3x3"),
  "ResNet-152 V1.5": imageNet("bottleneck", [3, 8, 36, 3], "3x3"),
  "ResNet-20": cifar("basic", 3),
  "ResNet-56": cifar("basic", 9),
  "ResNet-110": cifar("basic", 18),
  "ResNet-164": cifar("bottleneck", 18),
} as const satisfies Readonly<Record<string, Design>>;

export type DesignPreset = keyof typeof designPresets;

export const designPresetNames = Object.keys(designPresets) as [DesignPreset, ...DesignPreset[]];

/** The preset that a design is; null for one of the reader's own. */
export function presetOf(design: Design): DesignPreset | null {
  const wanted = keyOf(design);
  return designPresetNames.find((name) => keyOf(designPresets[name]) === wanted) ?? null;
}

/** Alike for two designs that build the same net: basic blocks have no stride to place. */
function keyOf({ size, stem, stemFilters, block, stages, shortcut, stridePlacement, classes }: Design): string {
  const place = block === "basic" ? "" : stridePlacement;
  const rows = stages.map(({ blocks, filters, stride }) => [blocks, filters, stride]);
  return JSON.stringify([size, stem, stemFilters, block, rows, shortcut, place, classes]);
}
