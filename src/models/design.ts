import { architecture } from "./architecture.ts";
import { basicUnit, bottleneckExpansion, bottleneckUnit, convBn, type StridePlacement } from "./conv-units.ts";
import type { Architecture, Family } from "./graph.ts";
import { dense, input } from "./layers.ts";
import { relu } from "./nonlinearities.ts";
import { globalAveragePool, maxPool } from "./pooling.ts";
import type { ShortcutOption } from "./shortcuts.ts";
import { labelBlock, type SymbolicTensor } from "./symbolic.ts";

/** A net in the form of He et al. 2015, Table 1: a stem, stages of equal blocks, and a head. */
export interface Design {
  /** Height and width of the images, which have three channels. */
  readonly size: number;
  /** "7x7": stride 2, and a 3 × 3 max pooling of stride 2 behind it; "3x3": stride 1, as on CIFAR-10. */
  readonly stem: "7x7" | "3x3";
  readonly stemFilters: number;
  readonly block: "basic" | "bottleneck";
  readonly stages: readonly DesignedStage[];
  readonly shortcut: ShortcutOption;
  /** In bottlenecks. */
  readonly stridePlacement: StridePlacement;
  readonly classes: number;
}

export interface DesignedStage {
  readonly blocks: number;
  /** Filters of its 3 × 3 convolutions: what the table's rows are called by. Bottlenecks put out four times as many. */
  readonly filters: number;
  /** Of its first block. */
  readonly stride: number;
}

/** @throws CourseError where option A would have to take channels away */
export function buildDesign(design: Design, name: string): Architecture {
  const { size, block, stages, shortcut, stridePlacement, classes } = design;
  let x = labelBlock(buildStem(input([size, size, 3]), design), { stage: 0, index: 0 });
  stages.forEach(({ blocks, filters, stride: first }, at) => {
    for (let index = 1; index <= blocks; index++) {
      const stride = index === 1 ? first : 1;
      const y =
        block === "basic"
          ? basicUnit(x, { filters, stride, shortcut })
          : bottleneckUnit(x, {
              ...{ filters: bottleneckExpansion * filters, inner: filters, stride },
              ...{ shortcut, stridePlacement, groups: 1 },
            });
      x = labelBlock(y, { stage: at + 1, index });
    }
  });
  const logits = dense(globalAveragePool(x), { units: classes, initializer: "fan-in-uniform" });
  return architecture(logits, { name, family: familyOf(design) });
}

function buildStem(start: SymbolicTensor, { stem, stemFilters: filters }: Design): SymbolicTensor {
  if (stem === "3x3") return relu(convBn(start, { filters }));
  return maxPool(relu(convBn(start, { filters, kernelSize: 7, stride: 2 })), {
    ...{ poolSize: 3, stride: 2, padding: "same" },
  });
}

function familyOf({ block, shortcut }: Design): Family {
  if (shortcut === "none") return "plain";
  return block === "basic" ? "residual" : "bottleneck";
}

/** Weighted layers on the longest way: the stem's, two or three a block, and the last one. */
export function depthOfDesign({ block, stages }: Design): number {
  const perBlock = block === "basic" ? 2 : 3;
  return stages.reduce((depth, { blocks }) => depth + perBlock * blocks, 2);
}

/** The net as a function in a cell's language. */
export function designCode(design: Design, name: string): string {
  const { size, stem, stemFilters, block, stages, shortcut, stridePlacement, classes } = design;
  const call =
    block === "basic"
      ? `basicBlock(x, {filters, stride, shortcut: "${shortcut}"})`
      : `bottleneckBlock(x, {filters: ${bottleneckExpansion} * filters, inner: filters, stride, shortcut: "${shortcut}", stridePlacement: "${stridePlacement}"})`;
  return [
    "function designedNet() {",
    `  let x = input([${size}, ${size}, 3]);`,
    ...(stem === "7x7"
      ? [
          `  x = relu(batchNorm(conv(x, {filters: ${stemFilters}, kernelSize: 7, stride: 2})));`,
          `  x = maxPool(x, {poolSize: 3, stride: 2, padding: "same"});`,
        ]
      : [`  x = relu(batchNorm(conv(x, {filters: ${stemFilters}})));`]),
    "  x = labelBlock(x, {stage: 0, index: 0});",
    "  const stages = [",
    ...stages.map(
      ({ blocks, filters, stride }) => `    {blocks: ${blocks}, filters: ${filters}, firstStride: ${stride}},`,
    ),
    "  ];",
    "  stages.forEach(({blocks, filters, firstStride}, at) => {",
    "    for (let index = 1; index <= blocks; index++) {",
    "      const stride = index === 1 ? firstStride : 1;",
    `      x = ${call};`,
    "      x = labelBlock(x, {stage: at + 1, index});",
    "    }",
    "  });",
    `  const logits = dense(globalAveragePool(x), {units: ${classes}, initializer: "fan-in-uniform"});`,
    `  return architecture(logits, {name: ${JSON.stringify(name)}, family: "${familyOf(design)}"});`,
    "}",
  ].join("\n");
}
