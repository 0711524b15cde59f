import type { Answer } from "./submission.ts";

/** The answers, each id once, in the order in which they came: of several for one exercise the last one counts. */
export function keepLast(answers: readonly Answer[], flags: string[]): Answer[] {
  const byId = new Map<string, Answer>();
  for (const answer of answers) {
    if (byId.has(answer.id)) flags.push(`There are several answers to "${answer.id}"; the last one counts.`);
    byId.set(answer.id, answer);
  }
  return [...byId.values()];
}
