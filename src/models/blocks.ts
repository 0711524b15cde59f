import type { InitializerChoice } from "./initializers.ts";
import { batchNorm, conv, relu } from "./layers.ts";
import { residualUnit, type UnitOptions, type WeightLayer } from "./residual-unit.ts";
import type { SymbolicTensor } from "./symbolic.ts";

/** What all convolutions of a net share. */
export interface ConvStyle {
  readonly batchNorm?: boolean;
  readonly initializer?: InitializerChoice;
}

export interface BlockOptions extends ConvStyle {
  readonly filters: number;
  /** Of the first convolution, and of the shortcut. */
  readonly stride?: number;
}

/** Convolution and batch normalisation. The convolution has a bias only where no β follows it. */
export function convBn(
  x: SymbolicTensor,
  { filters, stride = 1, kernel = 3, ...style }: BlockOptions & { readonly kernel?: number },
): SymbolicTensor {
  const normalized = style.batchNorm ?? true;
  const y = conv(x, { filters, kernel, stride, bias: !normalized, initializer: style.initializer ?? "he-normal" });
  return normalized ? batchNorm(y) : y;
}

/** Plain block: two layers, no shortcut. He et al. 2015, Fig. 3 middle. */
export function plainBlock(x: SymbolicTensor, { filters, stride = 1, ...style }: BlockOptions): SymbolicTensor {
  const hidden = relu(convBn(x, { filters, stride, ...style }));
  return relu(convBn(hidden, { filters, ...style }));
}

/** Basic block: two 3 × 3 convolutions and a shortcut around them. He et al. 2015, Fig. 2 and Fig. 5 left. */
export function basicBlock(x: SymbolicTensor, options: UnitOptions): SymbolicTensor {
  const { filters, stride = 1 } = options;
  return residualUnit(x, [conv3x3(filters, stride), conv3x3(filters)], options);
}

/** One 3 × 3 convolution and a shortcut around it: He et al. 2016, Table 3, "1-layer skip". */
export function oneLayerBlock(x: SymbolicTensor, options: UnitOptions): SymbolicTensor {
  const { filters, stride = 1 } = options;
  return residualUnit(x, [conv3x3(filters, stride)], options);
}

/** Channels that a bottleneck puts out, in multiples of those in its middle: He et al. 2015, Fig. 5 right. */
export const bottleneckExpansion = 4;

/** Which convolution of a bottleneck halves the image: the first 1 × 1 as in the paper, or the 3 × 3 ("v1.5", torchvision). */
export type StridePlacement = "1x1" | "3x3";

export interface BottleneckOptions extends UnitOptions {
  /** Channels between the two 1 × 1 convolutions; a quarter of what the block puts out, in the paper. */
  readonly inner: number;
  /** Groups of the 3 × 3 convolution: ResNeXt's cardinality (Xie et al. 1611.05431, Fig. 3c). */
  readonly groups?: number;
  readonly stridePlacement?: StridePlacement;
}

/** Bottleneck: 1 × 1 reduces, 3 × 3, 1 × 1 restores, and a shortcut around them. He et al. 2015, Fig. 5 right. */
export function bottleneckBlock(x: SymbolicTensor, options: BottleneckOptions): SymbolicTensor {
  const { filters, inner, stride = 1, groups = 1, stridePlacement = "1x1" } = options;
  const [first, middle] = stridePlacement === "1x1" ? [stride, 1] : [1, stride];
  const layers = [conv1x1(inner, first), conv3x3(inner, middle, groups), conv1x1(filters)];
  return residualUnit(x, layers, options);
}

function conv1x1(filters: number, stride = 1): WeightLayer {
  return (x, style) => conv(x, { filters, kernel: 1, stride, ...style });
}

function conv3x3(filters: number, stride = 1, groups = 1): WeightLayer {
  return (x, style) => conv(x, { filters, kernel: 3, stride, groups, ...style });
}
