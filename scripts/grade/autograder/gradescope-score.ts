import type { Graded } from "../../../src/homework/grader/verdicts/graded.ts";

/**
 * Gradescope takes no result without a score, and shows a student none of its words: what a person still has to read
 * counts nothing until then, and a file that cannot be read earns 0, with the reason at once, so that another can be
 * handed in. Where the grader failed there is no score: Gradescope says that, and runs it again when it is told to.
 */
export function withScore(results: object, { status, score, exercises, keeps, problem }: Graded): object {
  if (score !== null || status === "infra_error") return results;
  if (status === "review") {
    const known = exercises.reduce((sum, { earned }) => sum + (earned ?? 0), 0);
    const open = exercises.filter(({ earned }) => earned === null).map(({ id }) => id);
    const output = `A person reads ${open.join(", ")}: the points for that are not in this score.`;
    return { ...results, score: Math.round(known * keeps * 1e4) / 1e4, output };
  }
  const words = { missing: "Nothing was handed in.", excused: "Excused: nothing is graded." } as const;
  const output = problem ?? (status === "missing" || status === "excused" ? words[status] : "");
  return { ...results, score: 0, output, visibility: "visible" };
}
