import type { Shape } from "../../core/shape.ts";
import type { DataSet, Split, SplitName } from "../../data/spec.ts";
import type { Architecture } from "../../models/graph.ts";
import { batchesInOrder } from "./batch.ts";
import type { Score, Session, StatisticsMode } from "../contract/session.ts";
import { scoredAtATime } from "../contract/scoring.ts";
import type { Evaluation } from "../contract/protocol.ts";

/** Enough for a mean with a standard error of a few per cent; more would hold up the training. */
const duringTrainingAtMost = 1024;

/** Awaited between two batches; throws to end the evaluation. */
export type Pause = () => Promise<void>;

export interface EvaluationSettings {
  readonly step: number;
  readonly split: SplitName;
  readonly mode: StatisticsMode;
  readonly batchSize: number;
  readonly limit: number;
  /** Sees the mean over the examples so far, after every batch. */
  readonly onScored?: (soFar: Score, count: number) => void;
}

/** Mean loss and accuracy over a split, or over its first `limit` examples. */
export async function evaluateSplit(
  session: Session,
  data: DataSet,
  { step, split, mode, batchSize, limit, onScored }: EvaluationSettings,
  pause: Pause,
): Promise<Evaluation> {
  const size = mode === "batch-statistics" ? batchSize : scoredAtATime;
  const settings = { mode, size, limit, onScored };
  return { step, split, mode, ...(await meanScore(session, data[split], data.shape, settings, pause)) };
}

async function meanScore(
  session: Session,
  split: Split,
  shape: Shape,
  { mode, size, limit, onScored }: Pick<EvaluationSettings, "mode" | "limit" | "onScored"> & { readonly size: number },
  pause: Pause,
): Promise<Score> {
  let loss = 0;
  let hits: number | null = 0;
  let count = 0;
  const soFar = (): Score => ({ loss: loss / count, accuracy: hits === null ? null : hits / count });
  for (const batch of batchesInOrder(split, shape, size, limit)) {
    const score = await session.evaluate(batch, mode);
    loss += score.loss * batch.count;
    hits = score.accuracy === null || hits === null ? null : hits + score.accuracy * batch.count;
    count += batch.count;
    onScored?.(soFar(), count);
    await pause();
  }
  return soFar();
}

/**
 * What is measured on the way: both splits with running statistics, as the net would be used, and, where there is
 * batch normalisation, with batch statistics too, as it trains. Over at most 1,024 examples of a split.
 */
export async function evaluateOnTheWay(
  session: Session,
  architecture: Architecture,
  data: DataSet,
  { step, batchSize }: { readonly step: number; readonly batchSize: number },
  pause: Pause,
): Promise<Evaluation[]> {
  const modes: StatisticsMode[] = ["running-statistics"];
  if (architecture.nodes.some(({ op }) => op === "batchNorm")) modes.push("batch-statistics");
  const evaluations: Evaluation[] = [];
  for (const split of ["training", "test"] as const) {
    for (const mode of modes) {
      const settings = { step, split, mode, batchSize, limit: duringTrainingAtMost };
      evaluations.push(await evaluateSplit(session, data, settings, pause));
    }
  }
  return evaluations;
}
