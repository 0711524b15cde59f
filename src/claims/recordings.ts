import type { Evaluation, GradientProbe, Run, Training } from "../training/contract/protocol.ts";

/** A training cell's value as it was when the chapter was written: shown until the reader runs the cell. */
export interface Recording {
  /** The cell's id. */
  readonly cell: string;
  /** Of the cell's source and of everything it depends on; another hash means that the recording is out of date. */
  readonly sourceHash: string;
  /** Of the code that computed it: a hash of each module, and each package's version, by path or name at the time. */
  readonly code: Readonly<Record<string, string>>;
  readonly value: Training;
  /** Day of the recording, e.g. "2026-11-21". */
  readonly date: string;
  /** Day of the last replay for which `code` was written anew; absent if it is still that of the recording. */
  readonly replayed?: string;
  readonly device: string;
  readonly engine: string;
  readonly seconds: number;
}

const digits = 4;

/**
 * A training small enough to be downloaded with a page: four significant digits, and no parameters unless asked.
 * A value that is not a number stays so; JSON stores it as null.
 */
export function compactTraining(training: Training, { keepParameters = false } = {}): Training {
  // JSON leaves out what is undefined
  return { ...training, saved: undefined, runs: training.runs.map((run) => compactRun(run, keepParameters)) };
}

function compactRun({ parameters, ...run }: Run, keepParameters: boolean): Run {
  const compact: Run = {
    ...run,
    loss: run.loss.map(round),
    accuracy: run.accuracy.map(round),
    evaluations: run.evaluations.map(compactEvaluation),
    probes: run.probes.map(compactProbe),
  };
  return keepParameters && parameters !== undefined ? { ...compact, parameters } : compact;
}

function compactEvaluation(evaluation: Evaluation): Evaluation {
  const { loss, accuracy } = evaluation;
  return { ...evaluation, loss: round(loss), accuracy: accuracy === null ? null : round(accuracy) };
}

function compactProbe(probe: GradientProbe): GradientProbe {
  return roundAll(probe) as GradientProbe;
}

/** Rounds every number in a list or object, and in the lists and objects within it. */
function roundAll(value: unknown): unknown {
  if (typeof value === "number") return round(value);
  if (Array.isArray(value)) return value.map(roundAll);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, roundAll(part)]));
}

/** @param value null where JSON has stood in between for what is not a number */
function round(value: number | null): number {
  return value === null ? NaN : Number(value.toPrecision(digits));
}
