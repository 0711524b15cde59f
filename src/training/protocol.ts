import type { Architecture } from "../models/graph.ts";
import type { DataSpec, SplitName } from "../data/spec.ts";
import type { Shape } from "../core/shape.ts";

/**
 * The whole contract between a page and the training worker, as plain data. A cell asks for a training, the worker
 * answers with updates; nothing else crosses.
 */

/** What a cell asks for: every arm is trained once with every seed, all in lockstep. */
export interface TrainingRequest {
  readonly arms: readonly ArmRequest[];
  readonly data: DataSpec;
  readonly seeds: readonly number[];
  readonly steps: number;
  readonly batchSize: number;
  readonly optimizer: OptimizerSpec;
  readonly loss: LossKind;
  /** Steps (counted in updates done, 0 = before the first) at which gradient norms at block outputs are measured. */
  readonly probeAt: readonly number[];
  /** Evaluate on training and held-out data every so many steps and at the end; 0: at the end only. */
  readonly evaluateEvery: number;
  /** Return the trained parameters with the last update. */
  readonly keepParameters: boolean;
  readonly engine: EngineChoice;
}

export interface ArmRequest {
  /** The key by which charts and verdicts find it, e.g. "plain-56". */
  readonly name: string;
  readonly architecture: Architecture;
  /** Start from these instead of from the initializers. */
  readonly initial?: Parameters;
  /** Overrides the request's optimizer for this arm. */
  readonly optimizer?: OptimizerSpec;
}

/** How parameters follow their gradients, and at which rate. */
export type OptimizerSpec = SgdSpec | AdamSpec;

/** Momentum and weight decay as in He et al. 2015 sec. 3.4: v = μ v + g + λ w; w = w − lr v. */
export interface SgdSpec extends Schedule {
  readonly kind: "sgd";
  readonly momentum: number;
  readonly weightDecay: number;
}

/** Kingma & Ba 1412.6980, Algorithm 1, with λ w added to the gradient: torch.optim.Adam. */
export interface AdamSpec extends Schedule {
  readonly kind: "adam";
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly weightDecay: number;
}

/** The learning rate over a run. Parts of a run are given as fractions of its steps, 0 … 1. */
export interface Schedule {
  readonly learningRate: number;
  /**
   * Until then another rate: held ("constant", as for ResNet-110 in He et al. 2015 sec. 4.2) or rising from it to
   * `learningRate` in equal steps ("linear", Goyal et al. 1706.02677 sec. 2.2).
   */
  readonly warmUp: { readonly kind: "constant" | "linear"; readonly from: number; readonly until: number } | null;
  /** Multiply the rate by `factor` once `at` of all steps are done; in order. */
  readonly decay: readonly { readonly at: number; readonly factor: number }[];
}

export type LossKind = "cross-entropy" | "mean-squared-error";
export type EngineChoice = "auto" | "webgl" | "wasm";

/** Values by name (`conv1/kernel`), including running statistics (`bn1/mean`, `bn1/variance`). */
export type Parameters = Readonly<Record<string, ParameterValues>>;
export interface ParameterValues {
  readonly shape: readonly number[];
  readonly values: Float32Array | readonly number[];
}

/** Which engine ran, for labels: "wasm (SIMD)", "WebGL: ANGLE (…)". */
export interface EngineInfo {
  readonly kind: "webgl" | "wasm";
  readonly device: string;
  /** Why this engine, where the reader did not choose it. */
  readonly reason: string;
}

/** One net, one seed: everything measured so far. Grows while the run lives. */
export interface Run {
  readonly arm: string;
  readonly family: Architecture["family"];
  readonly depth: number;
  readonly parameterCount: number;
  readonly seed: number;
  /** "diverged": the loss was not finite; the run ended there and keeps its curve. */
  readonly status: "running" | "done" | "stopped" | "diverged";
  /** Mini-batch training loss and accuracy before update i, i = 0 … Accuracy is absent for regression. */
  readonly loss: readonly number[];
  readonly accuracy: readonly number[];
  readonly evaluations: readonly Evaluation[];
  readonly probes: readonly GradientProbe[];
  readonly parameters?: Parameters;
}

export interface Evaluation {
  readonly step: number;
  readonly split: "training" | "test";
  /** Which statistics batch normalization used. */
  readonly mode: "batch-statistics" | "running-statistics";
  readonly loss: number;
  readonly accuracy: number | null;
}

/** ‖∂L/∂h‖₂ over one mini-batch at each block output (in order), with h_0 the first block's input. */
export interface GradientProbe {
  readonly step: number;
  readonly gradientNorms: readonly number[];
}

/** What a cell sees: yielded again and again while the training lives. Plain data; a recording has the same form. */
export interface Training {
  readonly status: "running" | "done" | "stopped";
  readonly runs: readonly Run[];
  /** Updates asked for in each run. */
  readonly steps: number;
  /** Updates done over all runs, of `totalSteps`. */
  readonly doneSteps: number;
  readonly totalSteps: number;
  readonly elapsedMs: number;
  readonly engine: EngineInfo;
  /** Set where this is a recording shown before the reader has run anything. */
  readonly recorded?: { readonly date: string; readonly device: string };
}

/** Loss and accuracy of given parameters over a split. */
export interface EvaluationRequest {
  readonly architecture: Architecture;
  readonly parameters: Parameters;
  readonly data: DataSpec;
  readonly split: SplitName;
  readonly mode: Evaluation["mode"];
  readonly loss: LossKind;
  readonly engine: EngineChoice;
}

export interface ExamplesRequest {
  readonly data: DataSpec;
  readonly split: SplitName;
  readonly count: number;
}

/** The first examples of a split, to look at. */
export interface Examples {
  /** [count, …shape] */
  readonly inputs: Float32Array;
  /** [count]; null for regression. */
  readonly labels: Int32Array | null;
  /** [count, features]; null for classification. */
  readonly targets: Float32Array | null;
  readonly shape: Shape;
  readonly classNames: readonly string[] | null;
}

/** From the page to the worker. `id` names the request in everything that is said about it later. */
export type WorkerRequest =
  | { readonly kind: "train"; readonly id: number; readonly request: TrainingRequest }
  /** End after the step at hand and send what there is. */
  | { readonly kind: "stop"; readonly id: number }
  /** End after the step at hand and send nothing. */
  | { readonly kind: "cancel"; readonly id: number }
  | { readonly kind: "evaluate"; readonly id: number; readonly request: EvaluationRequest }
  | { readonly kind: "examples"; readonly id: number; readonly request: ExamplesRequest };

/** From the worker to the page. Every request is answered once; a training sends updates before. */
export type WorkerReply =
  | { readonly kind: "update"; readonly id: number; readonly training: Training }
  | { readonly kind: "answer"; readonly id: number; readonly answer: Training | Evaluation | Examples | null }
  | {
      readonly kind: "failure";
      readonly id: number;
      readonly message: string;
      /** The message is a complete sentence made for the reader. */
      readonly forReader: boolean;
      /** The worker cannot go on and has to be replaced. */
      readonly fatal: boolean;
    };
