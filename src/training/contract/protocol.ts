import type { Architecture } from "../../models/graph.ts";
import type { Augmentation } from "../../data/augment.ts";
import type { DataSpec, SplitName } from "../../data/spec.ts";
import type { Shape } from "../../core/shape.ts";
import type { Analysis, AnalysisQuestion } from "./analyses.ts";
import type { Measurements, ProbeKind } from "./measurements.ts";
import type { OptimizerSpec } from "./optimizer.ts";
import type { Parameters } from "./parameters.ts";
import type { TrainingSettings } from "./settings.ts";
import type { LossKind, SessionState, StatisticsMode } from "./session.ts";

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
  /** How training images are varied from step to step; null or absent: not at all. */
  readonly augment?: Augmentation | null;
  readonly optimizer: OptimizerSpec;
  readonly loss: LossKind;
  /** Steps (counted in updates done, 0 = before the first) at which the net is probed, on the batch of the next update. */
  readonly probeAt: readonly number[];
  /** What is measured there; gradient norms at block outputs when absent. */
  readonly probes?: readonly ProbeKind[];
  /** Evaluate on training and held-out data every so many steps and at the end; 0: at the end only. */
  readonly evaluateEvery: number;
  /** Return the trained parameters with the last update. */
  readonly keepParameters: boolean;
  /** Return what the training can be gone on with, when it ends and whenever it is paused. */
  readonly keepState: boolean;
  /** Go on from there: its arms, seeds, data and batches are this request's. `steps` counts from the first update. */
  readonly resume?: SavedTraining;
  /** What has befallen it already, in workers that are gone. */
  readonly interruptions?: readonly Interruption[];
  readonly engine: EngineChoice;
  /** Only these of its runs: other workers have the others. Absent: all. */
  readonly runs?: readonly RunName[];
}

/** Tells the runs of a training apart. */
export interface RunName {
  readonly arm: string;
  readonly seed: number;
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

/** "webgl" is the compiled step wherever it knows the net, "tfjs" WebGL without it: to compare with. */
export type EngineChoice = "auto" | "webgl" | "wasm" | "tfjs";

/** Which engine ran, for labels: "wasm (SIMD)", "compiled WebGL: ANGLE (…)". */
export interface EngineInfo {
  readonly kind: "webgl" | "wasm";
  readonly device: string;
  /** Why this engine, where the reader did not choose it. */
  readonly reason: string;
  /** Plain tfjs is to train every net, also those that the compiled step knows. */
  readonly uncompiled?: true;
  /** Arms that the compiled step cannot run: plain tfjs trains them on the same device. */
  readonly fallbacks?: readonly EngineFallback[];
  /** How many workers trained at once; absent: one. */
  readonly workers?: number;
}

export interface EngineFallback {
  readonly arm: string;
  /** A clause: "'pool1' is a maxPool, which has no compiled kernel". */
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
  readonly mode: StatisticsMode;
  readonly loss: number;
  readonly accuracy: number | null;
}

/** What one probe measured over one mini-batch. */
export interface GradientProbe extends Measurements {
  readonly step: number;
  /** ‖∂L/∂h‖₂ at each block output (in order), with h_0 the first block's input; empty where it was not asked for. */
  readonly gradientNorms: readonly number[];
}

/** What a cell sees: yielded again and again while the training lives. Plain data; a recording has the same form. */
export interface Training {
  readonly status: "running" | "paused" | "done" | "stopped";
  readonly runs: readonly Run[];
  /** Updates asked for in each run. */
  readonly steps: number;
  /** Updates done over all runs, of `totalSteps`. */
  readonly doneSteps: number;
  readonly totalSteps: number;
  readonly elapsedMs: number;
  readonly engine: EngineInfo;
  /** What the nets were trained on. */
  readonly data?: DataSpec;
  /** What it was made with; of merged trainings, each part's. Absent from what an older version of the course saved. */
  readonly settings?: readonly TrainingSettings[];
  /** Where the engine was lost on the way, and what became of it; absent if it never was. */
  readonly interruptions?: readonly Interruption[];
  /** With `keepState`, once it has ended and while it is paused. */
  readonly saved?: SavedTraining;
  /** Set where this is a recording shown before the reader has run anything. */
  readonly recorded?: RecordedLabel;
  /** When it ended, as an ISO date, where the reader made it before the page was opened. */
  readonly made?: string;
  /** Of merged trainings that differ in whose they are, or in their steps: which arms are of which. */
  readonly parts?: readonly TrainingPart[];
}

/** When and on what a recording was made. */
export interface RecordedLabel {
  readonly date: string;
  readonly device: string;
}

/** What was one training before it was merged to others. */
export interface TrainingPart {
  readonly arms: readonly string[];
  readonly steps: number;
  readonly recorded?: RecordedLabel;
  readonly made?: string;
}

/** The engine went away at `step`; the training went on from its checkpoint at `resumedFrom`. */
export interface Interruption {
  readonly step: number;
  readonly resumedFrom: number;
  /** A clause: "the graphics context was lost". */
  readonly reason: string;
  /** It did not go on: it was stopped there, and what is kept, parameters included, is of `resumedFrom`. */
  readonly ended?: true;
}

/** Everything that a training goes on from, as plain data. */
export interface SavedTraining {
  /** What it had shown: curves, evaluations, probes. Neither parameters nor a saved training within. */
  readonly training: Training;
  /** What has to be the same when it goes on. */
  readonly recipe: SavedRecipe;
  /** One for each run that can go on; runs that diverged cannot. */
  readonly states: readonly SavedState[];
}

export type SavedRecipe = Pick<TrainingRequest, "data" | "batchSize" | "augment" | "loss" | "optimizer">;

export interface SavedState {
  readonly arm: string;
  readonly seed: number;
  /** Tells architectures apart: see `fingerprint`. */
  readonly architecture: string;
  readonly state: SessionState;
}

/** A question about a net with given parameters. */
export interface AnalysisRequest {
  readonly architecture: Architecture;
  readonly parameters: Parameters;
  readonly data: DataSpec;
  readonly loss: LossKind;
  readonly engine: EngineChoice;
  readonly question: AnalysisQuestion;
}

export interface ExamplesRequest {
  readonly data: DataSpec;
  readonly split: SplitName;
  readonly count: number;
}

/** Which engine trains these nets here, before anything is trained. */
export interface EngineRequest {
  readonly choice: EngineChoice;
  readonly architectures: readonly Architecture[];
  /** How many workers would train at once on wasm. A graphics processor has one. */
  readonly workers: number;
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

/** What the page asks of the worker. `id` names the question in everything that is said about it later. */
export type WorkerQuestion =
  | { readonly kind: "train"; readonly id: number; readonly request: TrainingRequest }
  | { readonly kind: "analyse"; readonly id: number; readonly request: AnalysisRequest }
  | { readonly kind: "examples"; readonly id: number; readonly request: ExamplesRequest }
  | { readonly kind: "engine"; readonly id: number; readonly request: EngineRequest };

/** From the page to the worker: a question, or a wish for one that is being worked on. */
export type WorkerRequest =
  | WorkerQuestion
  /** End after the step at hand and send what there is. */
  | { readonly kind: "stop"; readonly id: number }
  /** End after the step at hand and send nothing. */
  | { readonly kind: "cancel"; readonly id: number }
  /** Rest after the step at hand, send what there is, and let others have the engine. */
  | { readonly kind: "pause"; readonly id: number }
  /** Go on after a pause. */
  | { readonly kind: "resume"; readonly id: number }
  /** Give a sign of life. */
  | { readonly kind: "ping" };

/** What becomes of a list that was sent before: its first `from` entries stay, and these follow. */
export interface Tail<Values> {
  readonly from: number;
  readonly values: Values;
}

/** A run with what is new of its curves. */
export interface RunChanges extends Omit<Run, "loss" | "accuracy" | "evaluations" | "probes"> {
  readonly loss: Tail<Float64Array>;
  readonly accuracy: Tail<Float64Array>;
  readonly evaluations: Tail<readonly Evaluation[]>;
  readonly probes: Tail<readonly GradientProbe[]>;
}

/** A snapshot as it crosses from the worker to the page: what earlier messages brought of the curves is not in it again. */
export interface TrainingChanges extends Omit<Training, "runs"> {
  readonly runs: readonly RunChanges[];
}

/** A checkpoint as it crosses, in the same row of messages: snapshots and checkpoints go on from each other. */
export interface SavedChanges extends Omit<SavedTraining, "training"> {
  readonly training: TrainingChanges;
}

export type WorkerAnswer = Training | Examples | Analysis | EngineInfo | null;

/** From the worker to the page. Every question is answered once; a training sends updates before. */
export type WorkerReply =
  /** A sign of life, and the first word when it is loaded. */
  | { readonly kind: "alive" }
  /** What a training can be gone on with by another worker, of now and then and of every pause. */
  | { readonly kind: "checkpoint"; readonly id: number; readonly saved: SavedChanges }
  /** A snapshot, with what is new since the last message about it. */
  | { readonly kind: "update"; readonly id: number; readonly training: TrainingChanges }
  /** As much of an analysis as there is. */
  | { readonly kind: "part"; readonly id: number; readonly analysis: Analysis }
  | { readonly kind: "answer"; readonly id: number; readonly answer: WorkerAnswer }
  | {
      readonly kind: "failure";
      readonly id: number;
      readonly message: string;
      /** The message is a complete sentence made for the reader. */
      readonly forReader: boolean;
    };
