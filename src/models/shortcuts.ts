import { refuse } from "../core/errors.ts";
import { choice } from "../core/kinds.ts";
import { withDefault, type Option } from "../core/options.ts";
import type { InitializerChoice } from "./initializer-choice.ts";
import { batchNorm, conv, dense } from "./layers.ts";
import { subsamplePad } from "./pooling.ts";
import { numberApart, type SymbolicTensor } from "./symbolic.ts";

/**
 * How a shortcut gets to the branch's shape (He et al. 2015, sec. 3.3). A: subsamples and pads with zeros; B: projects
 * where the shape changes; C: projects everywhere. "none" leaves shortcuts out: the plain net with the same layers.
 */
export type ShortcutOption = "A" | "B" | "C" | "none";
export const shortcutKind = choice("A", "B", "C", "none");
export const shortcutHelp =
  'How shortcuts cross a change of shape: "A" subsamples and pads with zeros, "B" projects there; "C" projects everywhere; "none" leaves shortcuts out.';

/** The option, where `usual` is what a net or block does unless it is told otherwise. */
export function shortcutChoice(usual: ShortcutOption): Option<ShortcutOption, "default"> {
  return withDefault(shortcutKind, usual, shortcutHelp);
}

/** What goes around a branch must come out in the branch's shape. */
export interface ShortcutShape {
  /** Channels (units, in a net of dense layers) that the block puts out. */
  readonly filters: number;
  readonly stride?: number;
}

export interface ProjectionOptions extends ShortcutShape {
  readonly batchNorm?: boolean;
  readonly initializer?: InitializerChoice;
  /** Whether a bias replaces the β of a batch normalisation that is left out. */
  readonly bias?: boolean;
  /** Numbers it apart from the trunk's layers, so that these start from the weights that they have without it. */
  readonly apart?: boolean;
}

/** W_s x of He et al. 2015, Eq. 2: a 1 × 1 convolution (a dense layer, for vectors) and batch normalisation. */
export function project(x: SymbolicTensor, options: ProjectionOptions): SymbolicTensor {
  const { filters, stride = 1, batchNorm: normalized = true, initializer = "he-normal", apart = true } = options;
  const { bias = !normalized } = options;
  const named = (y: SymbolicTensor, kind: string): SymbolicTensor => (apart ? numberApart(y, kind) : y);
  const y =
    x.shape.length === 3
      ? conv(x, { filters, kernelSize: 1, stride, bias, initializer })
      : dense(x, { units: filters, bias, initializer });
  const projected = named(y, "projection");
  return normalized ? named(batchNorm(projected), "projectionBn") : projected;
}

/** Whether a block with this output can add its input as it is. */
export function keepsShape(x: SymbolicTensor, { filters, stride = 1 }: ShortcutShape): boolean {
  return stride === 1 && x.shape.at(-1) === filters;
}

/** x itself while the shape stays, unless option C projects it all the same; across a change of shape what the option says. */
export function shortcutAround(
  x: SymbolicTensor,
  { shortcut = "A", ...options }: ProjectionOptions & { readonly shortcut?: Exclude<ShortcutOption, "none"> },
): SymbolicTensor {
  if (shortcut === "C") return project(x, options);
  if (keepsShape(x, options)) return x;
  if (shortcut === "B") return project(x, options);
  return padShortcut(x, options);
}

/** Option A: no parameters. */
function padShortcut(x: SymbolicTensor, { filters, stride = 1 }: ShortcutShape): SymbolicTensor {
  const channels = x.shape.at(-1) ?? 0;
  if (filters >= channels) return subsamplePad(x, { stride, channels: filters });
  throw refuse(
    "shortcut",
    `option A can only add channels, but the block goes from ${channels} to ${filters}`,
    'Use shortcut: "B".',
  );
}
