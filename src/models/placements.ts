import { activate, type Activation } from "./activations.ts";
import { batchNorm } from "./layers.ts";
import type { SymbolicTensor } from "./symbolic.ts";

/** Where a residual unit has its activations: the columns of He et al. 2016 (1603.05027), Fig. 4 and Table 2. */
export type Placement =
  | "original"
  | "batch-norm-after-addition"
  | "relu-before-addition"
  | "relu-only-pre-activation"
  | "full-pre-activation";

export type Step = "normalize" | "activate";

interface Places {
  /** Before the first weight layer, on the branch only. */
  readonly before: readonly Step[];
  /** Behind the last weight layer, before the addition. */
  readonly atEnd: readonly Step[];
  /** Behind the addition: the paper's f. */
  readonly afterAddition: readonly Step[];
}

/** Between two weight layers there is always BN, then ReLU. */
export const placements: Readonly<Record<Placement, Places>> = {
  original: { before: [], atEnd: ["normalize"], afterAddition: ["activate"] },
  "batch-norm-after-addition": { before: [], atEnd: [], afterAddition: ["normalize", "activate"] },
  "relu-before-addition": { before: [], atEnd: ["normalize", "activate"], afterAddition: [] },
  "relu-only-pre-activation": { before: ["activate"], atEnd: ["normalize"], afterAddition: [] },
  "full-pre-activation": { before: ["normalize", "activate"], atEnd: [], afterAddition: [] },
};

/** As Table 2 calls them. */
export const placementTitles: Readonly<Record<Placement, string>> = {
  original: "original",
  "batch-norm-after-addition": "BN after addition",
  "relu-before-addition": "ReLU before addition",
  "relu-only-pre-activation": "ReLU-only pre-activation",
  "full-pre-activation": "full pre-activation",
};

export const placementNames = Object.keys(placements) as [Placement, ...Placement[]];

export interface StepStyle {
  readonly batchNorm?: boolean;
  readonly activation?: Activation;
  readonly initialGamma?: number;
}

/** Batch normalisation and the non-linearity, in the order of `steps`; without `batchNorm` the former is left out. */
export function applySteps(x: SymbolicTensor, steps: readonly Step[], style: StepStyle = {}): SymbolicTensor {
  const { batchNorm: normalized = true, activation = "relu", initialGamma = 1 } = style;
  let y = x;
  for (const step of steps) {
    if (step === "activate") y = activate(y, activation);
    else if (normalized) y = batchNorm(y, { initialGamma });
  }
  return y;
}

/** True where units begin with their activations, so that the shortcut carries what was never activated. */
export function isPreActivation(placement: Placement): boolean {
  return placements[placement].before.length > 0;
}
