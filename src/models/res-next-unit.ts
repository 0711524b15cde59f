import { refuse } from "../core/errors.ts";
import { choice } from "../core/kinds.ts";
import { withDefault } from "../core/options.ts";
import { bottleneckUnit, type BottleneckUnitOptions } from "./conv-units.ts";
import { add, concatenate } from "./joins.ts";
import { conv } from "./layers.ts";
import { applySteps } from "./placements.ts";
import { residualUnit, type WeightStyle } from "./residual-unit.ts";
import type { SymbolicTensor } from "./symbolic.ts";

/**
 * The three forms of one function in Xie et al. 1611.05431, Fig. 3: (a) a sum of C bottlenecks, (b) C paths
 * concatenated before a common last layer, (c) one bottleneck with a grouped convolution.
 */
export type ResNeXtForm = "split-sum" | "early-concatenation" | "grouped";

/** Of a block and of a net. */
export const formOption = withDefault(
  choice("split-sum", "early-concatenation", "grouped"),
  "grouped",
  "Which of three forms of one function: a sum of bottlenecks, paths concatenated before a common last layer, or one bottleneck with a grouped convolution (Fig. 3a, b, c).",
);

export interface ResNeXtUnitOptions extends Omit<BottleneckUnitOptions, "inner" | "groups"> {
  /** C: the number of paths. */
  readonly cardinality: number;
  /** d: channels in the middle of each path. */
  readonly groupWidth: number;
  readonly form: ResNeXtForm;
}

/** 1 × 1 to C·d channels, 3 × 3 in C groups, 1 × 1, and a shortcut around them, in any of the forms. */
export function resNeXtUnit(where: string, x: SymbolicTensor, options: ResNeXtUnitOptions): SymbolicTensor {
  const { cardinality, groupWidth, form, ...rest } = options;
  if (form === "grouped") return bottleneckUnit(x, { ...rest, inner: cardinality * groupWidth, groups: cardinality });
  const { placement = "original", dropout = 0, zeroInitResidual = false, batchNorm = true } = options;
  if (placement !== "original" || dropout > 0 || (zeroInitResidual && !batchNorm)) {
    throw refuse(
      where,
      `form "${form}" is there for comparison, with BN, the original placement and no dropout in the branch`,
      'Use form: "grouped".',
    );
  }
  const paths = Array.from({ length: cardinality });
  const last = (y: SymbolicTensor, style: WeightStyle): SymbolicTensor =>
    conv(y, { filters: options.filters, kernelSize: 1, ...style });
  if (form === "early-concatenation") {
    // BN and ReLU behind the concatenation work channel by channel: the same as in each path.
    const split = (y: SymbolicTensor, style: WeightStyle): SymbolicTensor =>
      joinPaths(paths.map(() => pathMiddle(y, style, options)));
    return residualUnit(x, [split, last], options);
  }
  const splitSum = (y: SymbolicTensor, style: WeightStyle): SymbolicTensor => {
    const ends = paths.map(() => last(normalized(pathMiddle(y, style, options), options), style));
    return ends.length === 1 ? (ends[0] as SymbolicTensor) : add(...ends);
  };
  return residualUnit(x, [splitSum], options);
}

/** One path up to its 3 × 3 convolution: d channels. */
function pathMiddle(x: SymbolicTensor, style: WeightStyle, options: ResNeXtUnitOptions): SymbolicTensor {
  const { groupWidth: filters, stride = 1, stridePlacement } = options;
  const [first, middle] = stridePlacement === "1x1" ? [stride, 1] : [1, stride];
  const reduced = normalized(conv(x, { filters, kernelSize: 1, stride: first, ...style }), options);
  return conv(reduced, { filters, kernelSize: 3, stride: middle, ...style });
}

function normalized(x: SymbolicTensor, options: ResNeXtUnitOptions): SymbolicTensor {
  return applySteps(x, ["normalize", "activate"], options);
}

function joinPaths(paths: readonly SymbolicTensor[]): SymbolicTensor {
  return paths.length === 1 ? (paths[0] as SymbolicTensor) : concatenate(...paths);
}
