import { formatExact } from "../charts/frame/number-format.ts";
import type { DataSpec } from "../data/spec.ts";
import type { OptimizerSpec } from "../training/contract/optimizer.ts";
import type { TrainingSettings } from "../training/contract/settings.ts";

/** In which settings two trainings differ: clauses such as "steps: 30 instead of 400". */

const dataNames: Readonly<Record<DataSpec["kind"], string>> = {
  spiral: "the spiral",
  shapes: "Shapes-10",
  cifar10: "CIFAR-10",
  identity: "pairs of the identity",
  linear: "pairs of a linear map",
};

/** Data of the same kind that are drawn with another seed are other draws of the same experiment, as other seeds are. */
export function dataDifferences(own: DataSpec, recorded: DataSpec): string[] {
  if (own.kind !== recorded.kind) return [instead("data", dataNames[own.kind], dataNames[recorded.kind])];
  const parts: Parts = { centre: "none", ...own };
  const recordedParts: Parts = { centre: "none", ...recorded };
  return Object.keys(parts)
    .filter((name) => name !== "seed" && parts[name] !== recordedParts[name])
    .map((name) => instead(`data, ${name}`, show(parts[name]), show(recordedParts[name])));
}

/** What all arms of a training share, besides the data. */
export function sharedDifferences(own: TrainingSettings, recorded: TrainingSettings, isProbed: boolean): string[] {
  const compared: readonly (readonly [name: string, of: (settings: TrainingSettings) => string])[] = [
    ["steps", ({ steps }) => formatExact(steps)],
    ["batch size", ({ batchSize }) => formatExact(batchSize)],
    ["variation of the images", ({ augment }) => augmentWords(augment)],
    ["loss", ({ loss }) => loss],
    ...(isProbed ? [["probed at steps", ({ probeAt }: TrainingSettings) => listOf(probeAt)] as const] : []),
  ];
  const differing = compared.filter(([, of]) => of(own) !== of(recorded));
  const resumed = own.isResumed === recorded.isResumed ? [] : ["it went on from a saved training"];
  return [...differing.map(([name, of]) => instead(name, of(own), of(recorded))), ...resumed];
}

const numbers: Readonly<Record<string, string>> = {
  learningRate: "learning rate",
  momentum: "momentum",
  beta1: "β₁",
  beta2: "β₂",
  epsilon: "ε",
  weightDecay: "weight decay",
};

export function optimizerDifferences(own: OptimizerSpec, recorded: OptimizerSpec): string[] {
  if (own.kind !== recorded.kind) return [instead("optimizer", nameOf(own), nameOf(recorded))];
  const [parts, recordedParts] = [own, recorded] as unknown as [Parts, Parts];
  const differing = Object.keys(numbers).filter((name) => parts[name] !== recordedParts[name]);
  return [
    ...differing.map((name) => instead(numbers[name] ?? name, show(parts[name]), show(recordedParts[name]))),
    ...(isSame(own.warmUp, recorded.warmUp) ? [] : ["another warm-up of the learning rate"]),
    ...(isSame(own.decay, recorded.decay) ? [] : ["another course of the learning rate"]),
  ];
}

type Parts = Readonly<Record<string, unknown>>;

function instead(name: string, own: string, recorded: string): string {
  return `${name}: ${own} instead of ${recorded}`;
}

function show(value: unknown): string {
  return typeof value === "number" ? formatExact(value) : value === null ? "none" : String(value);
}

function nameOf({ kind }: OptimizerSpec): string {
  return kind === "adam" ? "Adam" : "SGD";
}

function listOf(steps: readonly number[]): string {
  return steps.length === 0 ? "none" : [...steps].sort((a, b) => a - b).join(", ");
}

function augmentWords(augment: TrainingSettings["augment"]): string {
  return augment === null ? "none" : `padded by ${augment.pad}${augment.flip ? ", mirrored" : ""}`;
}

/** Both are plain data that the same function has written, or JSON of it. */
function isSame(own: unknown, recorded: unknown): boolean {
  return JSON.stringify(own) === JSON.stringify(recorded);
}
