import { refuse } from "../../core/errors.ts";
import { checkOptionNames, requireChoice, requireNumber, show } from "../../core/check-value.ts";
import type { AdamSpec, OptimizerSpec, Schedule, SgdSpec } from "../contract/optimizer.ts";

/** How a cell describes an optimizer: for all arms, or what is different for one. */
export interface OptimizerOptions {
  /** "sgd", with momentum, or "adam". */
  readonly optimizer?: OptimizerSpec["kind"];
  readonly learningRate?: number;
  /** SGD's. */
  readonly momentum?: number;
  /** Adam's decay of the mean gradient. */
  readonly beta1?: number;
  /** Adam's decay of the mean squared gradient. */
  readonly beta2?: number;
  readonly epsilon?: number;
  readonly weightDecay?: number;
  /** Until a part `until` of all steps (0 … 1): the rate `from`, held ("constant") or rising to learningRate ("linear"). */
  readonly warmUp?: { readonly until: number; readonly from: number; readonly kind?: "constant" | "linear" };
  /** Multiply the rate by `factor` once `at` of all steps (0 … 1) are done. */
  readonly decay?: Schedule["decay"];
}

const ofAll = ["optimizer", "learningRate", "weightDecay", "warmUp", "decay"] as const;
const ofOne = { sgd: ["momentum"], adam: ["beta1", "beta2", "epsilon"] } as const;

export const optimizerOptionNames: readonly (keyof OptimizerOptions)[] = [...ofAll, ...ofOne.sgd, ...ofOne.adam];

const schedule = { warmUp: null, decay: [] };
/** He et al. 2015 sec. 3.4, and Kingma & Ba's own settings. */
const usual = {
  sgd: { kind: "sgd", learningRate: 0.1, momentum: 0.9, weightDecay: 1e-4, ...schedule },
  adam: { kind: "adam", learningRate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0, ...schedule },
} as const satisfies Record<OptimizerSpec["kind"], OptimizerSpec>;

/**
 * Completes and checks the description of an optimizer.
 * @param general what holds where `options` say nothing; of another kind of optimizer only the decay in time does
 * @throws CourseError that says which option cannot be used, and what would work
 */
export function readOptimizer(where: string, options: OptimizerOptions, general?: OptimizerSpec): OptimizerSpec {
  const kind = requireChoice(where, "optimizer", options.optimizer ?? general?.kind ?? "sgd", ["sgd", "adam"]);
  refuseForeign(where, options, kind);
  const start = general?.kind === kind ? general : { ...usual[kind], decay: general?.decay ?? [] };
  const {
    learningRate = start.learningRate,
    weightDecay = start.weightDecay,
    warmUp = start.warmUp,
    decay = start.decay,
  } = options;
  const common = {
    learningRate: requireNumber(where, "learningRate", learningRate, 0),
    weightDecay: requireNumber(where, "weightDecay", weightDecay, 0),
    warmUp: readWarmUp(where, warmUp),
    decay: readDecay(where, decay),
  };
  return start.kind === "sgd" ? readSgd(where, options, start, common) : readAdam(where, options, start, common);
}

type Common = Schedule & Pick<OptimizerSpec, "weightDecay">;

function readSgd(where: string, { momentum }: OptimizerOptions, start: SgdSpec, common: Common): SgdSpec {
  return { kind: "sgd", momentum: requireNumber(where, "momentum", momentum ?? start.momentum, 0, 1), ...common };
}

function readAdam(where: string, options: OptimizerOptions, start: AdamSpec, common: Common): AdamSpec {
  const { beta1 = start.beta1, beta2 = start.beta2, epsilon = start.epsilon } = options;
  return {
    kind: "adam",
    beta1: readBeta(where, "beta1", beta1),
    beta2: readBeta(where, "beta2", beta2),
    epsilon: readEpsilon(where, epsilon),
    ...common,
  };
}

/** `momentum` beside Adam would be read over without a word otherwise. */
function refuseForeign(where: string, options: OptimizerOptions, kind: OptimizerSpec["kind"]): void {
  const foreign = ofOne[kind === "sgd" ? "adam" : "sgd"].find((name) => options[name] !== undefined);
  if (foreign === undefined) return;
  const own = ofOne[kind].join(", ");
  throw refuse(where, `${foreign} is no option of optimizer "${kind}"`, `Its own are ${own}, ${ofAll.join(", ")}.`);
}

function readBeta(where: string, name: string, value: unknown): number {
  const beta = requireNumber(where, name, value, 0, 1);
  if (beta < 1) return beta;
  throw refuse(where, `${name} must be below 1, got 1`, "At 1 nothing new would ever count. Try 0.999.");
}

function readEpsilon(where: string, value: unknown): number {
  const epsilon = requireNumber(where, "epsilon", value, 0);
  if (epsilon > 0) return epsilon;
  throw refuse(where, "epsilon must be above 0, got 0", "It keeps the step from dividing by 0. Try 1e-8.");
}

function readWarmUp(where: string, warmUp: unknown): Schedule["warmUp"] {
  if (warmUp === null) return null;
  checkOptionNames(`${where}, warmUp`, warmUp, ["until", "from", "kind"]);
  const { until, from, kind } = warmUp as Record<string, unknown>;
  return {
    kind: requireChoice(where, "warmUp's kind", kind ?? "linear", ["linear", "constant"]),
    from: requireNumber(where, "warmUp's from", from, 0),
    until: requireNumber(where, "warmUp's until", until, 0, 1),
  };
}

function readDecay(where: string, decay: unknown): Schedule["decay"] {
  if (!Array.isArray(decay)) {
    throw refuse(where, `decay must be a list, got ${show(decay)}`, "Try decay: [{at: 0.75, factor: 0.1}].");
  }
  return decay.map((each: unknown) => {
    checkOptionNames(`${where} decay`, each, ["at", "factor"]);
    const { at, factor } = each as Record<string, unknown>;
    return {
      at: requireNumber(where, "decay's at", at, 0, 1),
      factor: requireNumber(where, "decay's factor", factor, 0),
    };
  });
}
