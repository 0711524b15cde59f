import type { InitializerChoice } from "./initializer-choice.ts";
import { batchNorm, conv } from "./layers.ts";
import { relu } from "./nonlinearities.ts";
import { residualUnit, type UnitOptions, type WeightLayer } from "./residual-unit.ts";
import type { SymbolicTensor } from "./symbolic.ts";

/** What all convolutions of a net share. */
export interface ConvStyle {
  readonly batchNorm?: boolean;
  readonly initializer?: InitializerChoice;
}

export interface PlainUnitOptions extends ConvStyle {
  readonly filters: number;
  /** Of the first convolution. */
  readonly stride?: number;
}

/** Convolution and batch normalisation. The convolution has a bias only where no β follows it. */
export function convBn(
  x: SymbolicTensor,
  { filters, stride = 1, kernelSize = 3, ...style }: PlainUnitOptions & { readonly kernelSize?: number },
): SymbolicTensor {
  const normalized = style.batchNorm ?? true;
  const y = conv(x, { filters, kernelSize, stride, bias: !normalized, initializer: style.initializer ?? "he-normal" });
  return normalized ? batchNorm(y) : y;
}

/** Two layers, no shortcut. */
export function plainUnit(x: SymbolicTensor, { filters, stride = 1, ...style }: PlainUnitOptions): SymbolicTensor {
  const { batchNorm, initializer } = style;
  const hidden = relu(convBn(x, { filters, stride, batchNorm, initializer }));
  return relu(convBn(hidden, { filters, batchNorm, initializer }));
}

/** Two 3 × 3 convolutions and a shortcut around them. */
export function basicUnit(x: SymbolicTensor, options: UnitOptions): SymbolicTensor {
  const { filters, stride = 1 } = options;
  return residualUnit(x, [conv3x3(filters, stride), conv3x3(filters)], options);
}

/** One 3 × 3 convolution and a shortcut around it: He et al. 2016, Table 3, "1-layer skip". */
export function oneLayerUnit(x: SymbolicTensor, options: UnitOptions): SymbolicTensor {
  const { filters, stride = 1 } = options;
  return residualUnit(x, [conv3x3(filters, stride)], options);
}

/** Channels that a bottleneck puts out, in multiples of those in its middle: He et al. 2015, Fig. 5 right. */
export const bottleneckExpansion = 4;

/** Which convolution of a bottleneck halves the image: the first 1 × 1 as in the paper, or the 3 × 3 ("v1.5", torchvision). */
export type StridePlacement = "1x1" | "3x3";

export interface BottleneckUnitOptions extends UnitOptions {
  /** Channels between the two 1 × 1 convolutions. */
  readonly inner: number;
  readonly groups: number;
  readonly stridePlacement: StridePlacement;
}

/** 1 × 1 reduces, 3 × 3, 1 × 1 restores, and a shortcut around them. */
export function bottleneckUnit(x: SymbolicTensor, options: BottleneckUnitOptions): SymbolicTensor {
  const { filters, inner, stride = 1, groups, stridePlacement } = options;
  const [first, middle] = stridePlacement === "1x1" ? [stride, 1] : [1, stride];
  const layers = [conv1x1(inner, first), conv3x3(inner, middle, groups), conv1x1(filters)];
  return residualUnit(x, layers, options);
}

function conv1x1(filters: number, stride = 1): WeightLayer {
  return (x, style) => conv(x, { filters, kernelSize: 1, stride, ...style });
}

function conv3x3(filters: number, stride = 1, groups = 1): WeightLayer {
  return (x, style) => conv(x, { filters, kernelSize: 3, stride, groups, ...style });
}
