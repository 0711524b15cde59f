import { refuse } from "../../core/errors.ts";
import { batchesInOrder } from "../step/batch.ts";
import { valuesOf } from "../probes/look.ts";
import type { Confusion, ConfusionQuestion } from "../contract/analyses.ts";
import { examinedFacts, type Laboratory } from "./laboratory.ts";
import { scoredAtATime } from "../contract/scoring.ts";
import { netFacts } from "../contract/net-facts.ts";

/** Counts which class a net takes for which. */
export async function countConfusion(laboratory: Laboratory, question: ConfusionQuestion): Promise<Confusion> {
  const { request, data, pause } = laboratory;
  const { architecture } = request;
  const { classes } = data;
  if (classes === null) {
    throw refuse("confusionMatrix", "the data has no classes to be confused", "Pass data: spiral() or shapes().");
  }
  const counts = Array.from({ length: classes }, () => Array.from({ length: classes }, () => 0));
  const output = architecture.nodes.at(-1)?.name ?? "";
  return laboratory.withSession(architecture, async (session) => {
    for (const batch of batchesInOrder(data[question.split], data.shape, scoredAtATime, question.examples)) {
      const seen = await session.observe(batch, { mode: question.mode, values: [output], gradients: [] });
      const predicted = largestOfEach(valuesOf(seen.values, output), classes);
      predicted.forEach((column, at) => countOne(counts[batch.labels?.[at] ?? -1], column));
      await pause();
    }
    const { loss, accuracy } = await laboratory.score(session, question);
    return {
      classNames: data.classNames ?? counts.map((_, label) => `class ${label}`),
      ...{ counts, loss, accuracy: accuracy ?? NaN },
      net: netFacts(architecture),
      examined: examinedFacts(question, data),
    };
  });
}

function countOne(row: number[] | undefined, column: number): void {
  if (row !== undefined) row[column] = (row[column] ?? 0) + 1;
}

/** Place of the largest of every `classes` values: the class that the net chooses. The first wins a tie. */
export function largestOfEach(logits: ArrayLike<number>, classes: number): number[] {
  return Array.from({ length: logits.length / classes }, (_, example) => {
    let best = 0;
    for (let at = 1; at < classes; at++) {
      if ((logits[example * classes + at] as number) > (logits[example * classes + best] as number)) best = at;
    }
    return best;
  });
}
