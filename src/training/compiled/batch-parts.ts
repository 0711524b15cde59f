import { sumOf } from "../../core/statistics.ts";
import type { Batch, Score } from "../contract/session.ts";

/** The examples from … to − 1 of a batch, without copying. */
function sliceBatch({ inputs, labels, targets, count }: Batch, from: number, to: number): Batch {
  const rows = (values: Float32Array): Float32Array =>
    values.subarray((from * values.length) / count, (to * values.length) / count);
  return {
    count: to - from,
    inputs: rows(inputs),
    labels: labels === null ? null : labels.subarray(from, to),
    targets: targets === null ? null : rows(targets),
  };
}

/** A batch in consecutive parts of at most `size` examples. */
export function splitBatch(batch: Batch, size: number): Batch[] {
  const parts: Batch[] = [];
  for (let from = 0; from < batch.count; from += size) {
    parts.push(sliceBatch(batch, from, Math.min(batch.count, from + size)));
  }
  return parts;
}

/** The score of a batch from those of its parts. */
export function averageScores(parts: readonly Batch[], scores: readonly Score[]): Score {
  const total = sumOf(parts, ({ count }) => count);
  let loss = 0;
  let accuracy: number | null = 0;
  scores.forEach((score, at) => {
    const share = (parts[at]?.count ?? 0) / total;
    loss += share * score.loss;
    accuracy = accuracy === null || score.accuracy === null ? null : accuracy + share * score.accuracy;
  });
  return { loss, accuracy };
}
