import { refuse } from "../core/errors.ts";
import { requireChoice } from "../core/options.ts";
import type { InitializerChoice } from "./initializers.ts";
import { add, batchNorm, conv, relu, subsamplePad } from "./layers.ts";
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

/** How a shortcut crosses a change of shape: A subsamples and pads with zeros, B projects. He et al. 2015, sec. 3.3. */
export type ShortcutOption = "A" | "B";

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

/** Basic block: ReLU(F(x) + shortcut(x)). He et al. 2015, Fig. 2. */
export function basicBlock(
  x: SymbolicTensor,
  { filters, stride = 1, shortcut = "A", ...style }: BlockOptions & { readonly shortcut?: ShortcutOption },
): SymbolicTensor {
  const hidden = relu(convBn(x, { filters, stride, ...style }));
  const residual = convBn(hidden, { filters, ...style });
  return relu(add(residual, shortcutAround(x, { filters, stride, shortcut, ...style })));
}

/** x itself while the shape stays; across a change of shape what the option says. He et al. 2015, sec. 3.3. */
export function shortcutAround(
  x: SymbolicTensor,
  { filters, stride = 1, shortcut = "A", ...style }: BlockOptions & { readonly shortcut?: ShortcutOption },
): SymbolicTensor {
  requireChoice("shortcut", "option", shortcut, ["A", "B"]);
  const channels = x.shape.at(-1) ?? 0;
  if (stride === 1 && channels === filters) return x;
  if (shortcut === "B") return convBn(x, { filters, stride, kernel: 1, ...style });
  if (filters < channels) {
    throw refuse(
      "shortcut",
      `option A can only add channels, but the block goes from ${channels} to ${filters}`,
      'Use shortcut: "B".',
    );
  }
  return subsamplePad(x, { stride, channels: filters });
}
