import { refuse } from "../../core/errors.ts";
import { choice, list, number, orNull } from "../../core/kinds.ts";
import { needed, objectOf, optional, withDefault, type OptionsOf, type SettingsOf } from "../../core/options.ts";
import type { OptimizerSpec } from "../contract/optimizer.ts";

const part = { least: 0, most: 1 };

const warmUpKind = objectOf({
  until: needed(number(part), "The part of all steps that it takes."),
  from: needed(number({ least: 0 }), "The rate at the first step."),
  kind: withDefault(
    choice("linear", "constant"),
    "linear",
    "Whether the rate rises in equal steps (Goyal et al. 2017 sec. 2.2) or is held until then (He et al. 2015 sec. 4.2).",
  ),
});

const decayKind = objectOf({
  at: needed(number(part), "The part of all steps after which it holds."),
  factor: needed(number({ least: 0 }), "What the rate is multiplied by, once more."),
});

/** How a cell describes an optimizer: for all arms, or what is different for one. */
export const optimizerOptions = {
  optimizer: optional(choice("sgd", "adam"), "SGD with momentum, or Adam.", '"sgd"'),
  learningRate: optional(number({ least: 0 }), "How far a step goes.", "0.1 with SGD, 0.001 with Adam"),
  momentum: optional(number(part), "SGD's: the share of the last step that is made once more.", "0.9"),
  beta1: optional(number(part), "Adam's decay of the mean gradient, below 1.", "0.9"),
  beta2: optional(number(part), "Adam's decay of the mean squared gradient, below 1.", "0.999"),
  epsilon: optional(number({ least: 0 }), "Adam's, above 0: it keeps the step from dividing by 0.", "1e-8"),
  weightDecay: optional(number({ least: 0 }), "λ: λ w is added to each gradient.", "0.0001 with SGD, 0 with Adam"),
  warmUp: optional(orNull(warmUpKind), "Another rate at first; null for none.", "none"),
  decay: optional(list(decayKind), "Falls of the rate: [{at: 0.5, factor: 0.1}, …], in order.", "none"),
};

export type OptimizerOptions = OptionsOf<typeof optimizerOptions>;

const ofOne = { sgd: ["momentum"], adam: ["beta1", "beta2", "epsilon"] } as const;
const foreign: readonly string[] = Object.values(ofOne).flat();
const ofAll = Object.keys(optimizerOptions).filter((name) => !foreign.includes(name));

const schedule = { warmUp: null, decay: [] };
/** He et al. 2015 sec. 3.4, and Kingma & Ba's own settings. */
const usual = {
  sgd: { kind: "sgd", learningRate: 0.1, momentum: 0.9, weightDecay: 1e-4, ...schedule },
  adam: { kind: "adam", learningRate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0, ...schedule },
} as const satisfies Record<OptimizerSpec["kind"], OptimizerSpec>;

type Settings = SettingsOf<typeof optimizerOptions>;

/**
 * Completes the description of an optimizer.
 * @param general what holds where `settings` say nothing; of another kind of optimizer only the decay in time does
 * @throws CourseError that says which option does not belong to the optimizer, and what would work
 */
export function readOptimizer(where: string, settings: Settings, general?: OptimizerSpec): OptimizerSpec {
  const kind = settings.optimizer ?? general?.kind ?? "sgd";
  refuseForeign(where, settings, kind);
  const start = general?.kind === kind ? general : { ...usual[kind], decay: general?.decay ?? [] };
  const {
    learningRate = start.learningRate,
    weightDecay = start.weightDecay,
    warmUp = start.warmUp,
    decay = start.decay,
  } = settings;
  const common = { learningRate, weightDecay, warmUp, decay };
  if (start.kind === "sgd") return { kind: "sgd", momentum: settings.momentum ?? start.momentum, ...common };
  const { beta1 = start.beta1, beta2 = start.beta2, epsilon = start.epsilon } = settings;
  requireBelowOne(where, { beta1, beta2 });
  if (epsilon > 0) return { kind: "adam", beta1, beta2, epsilon, ...common };
  throw refuse(where, "epsilon must be above 0, got 0", "It keeps the step from dividing by 0. Try 1e-8.");
}

/** `momentum` beside Adam would be read over without a word otherwise. */
function refuseForeign(where: string, settings: Settings, kind: OptimizerSpec["kind"]): void {
  const other = ofOne[kind === "sgd" ? "adam" : "sgd"].find((name) => settings[name] !== undefined);
  if (other === undefined) return;
  const own = ofOne[kind].join(", ");
  throw refuse(where, `${other} is no option of optimizer "${kind}"`, `Its own are ${own}, ${ofAll.join(", ")}.`);
}

function requireBelowOne(where: string, betas: Readonly<Record<string, number>>): void {
  const one = Object.keys(betas).find((name) => betas[name] === 1);
  if (one === undefined) return;
  throw refuse(where, `${one} must be below 1, got 1`, "At 1 nothing new would ever count. Try 0.999.");
}
