import type { Claim } from "../notebook/chapter.ts";
import { judge } from "./judge.ts";
import { effectWords, outcomeWords, type Outcome } from "./verdict-words.ts";

export interface RecordedVerdict {
  readonly outcome: Outcome;
  /** "0.98 ± 0.02 over 3 seeds". */
  readonly effect: string;
}

/**
 * What the recorded runs of a chapter say of its claims, as their cards were drawn when it was recorded.
 * @param outputs static HTML by cell id
 */
export function readVerdicts(
  outputs: Readonly<Record<string, string>>,
  claims: readonly Claim[],
): ReadonlyMap<string, RecordedVerdict> {
  const card = /data-verdict="([^"]*)" data-verdict-on="([^"]*)" data-effects="([^"]*)"/g;
  const verdicts = new Map<string, RecordedVerdict>();
  for (const [, outcome = "", id = "", effects = ""] of Object.values(outputs).flatMap((html) => [
    ...html.matchAll(card),
  ])) {
    const claim = claims.find((each) => each.id === id);
    if (claim === undefined || !isOutcome(outcome)) continue;
    const values = effects.split(" ").filter((value) => value !== "");
    verdicts.set(id, { outcome, effect: effectWords(judge(claim, values.map(Number))) });
  }
  return verdicts;
}

function isOutcome(word: string): word is Outcome {
  return Object.hasOwn(outcomeWords, word);
}
