/** A block of single numbers: y = F(x) + x with F(x) = w₂ · ReLU(w₁ · x), and either way may be broken. */
export interface AddingNode {
  readonly x: number;
  readonly weights: readonly [w1: number, w2: number];
  /** ∂L/∂y, pushed in from behind. */
  readonly gradient: number;
  readonly broken: { readonly branch: boolean; readonly shortcut: boolean };
}

export interface NodeSignals {
  readonly F: number;
  readonly y: number;
  /** F′(x) */
  readonly slope: number;
  /** The copies of the gradient that the addition hands on: equal to it, or 0 on a broken way. */
  readonly copyToBranch: number;
  readonly copyToShortcut: number;
  /** What is left of the branch's copy behind F. */
  readonly throughBranch: number;
  /** ∂L/∂x: both together. */
  readonly atX: number;
}

/** ∂L/∂x = δ + F′(x) · δ. He et al. 2016, Eq. 5, for one block. */
export function passNode({ x, weights: [w1, w2], gradient, broken }: AddingNode): NodeSignals {
  const isOpen = w1 * x > 0;
  const F = broken.branch ? 0 : w2 * Math.max(0, w1 * x);
  const slope = isOpen ? w1 * w2 : 0;
  const copyToBranch = broken.branch ? 0 : gradient;
  const copyToShortcut = broken.shortcut ? 0 : gradient;
  const throughBranch = copyToBranch === 0 || slope === 0 ? 0 : slope * copyToBranch;
  return {
    ...{ F, slope, copyToBranch, copyToShortcut, throughBranch },
    y: F + (broken.shortcut ? 0 : x),
    atX: throughBranch + copyToShortcut,
  };
}
