import { measuringTerms } from "./measuring-terms.ts";
import { netTerms } from "./net-terms.ts";
import { residualTerms } from "./residual-terms.ts";
import { signalTerms } from "./signal-terms.ts";
import type { Term } from "./term.ts";
import { trainingTerms } from "./training-terms.ts";

/** All terms of the course, by the alphabet. */
export const glossary: readonly Term[] = [
  ...trainingTerms,
  ...measuringTerms,
  ...signalTerms,
  ...netTerms,
  ...residualTerms,
].sort((a, b) => a.term.localeCompare(b.term, "en", { sensitivity: "base" }));

/** The words by which a text may mark each term. */
const termWords: ReadonlyMap<string, Term> = new Map(
  glossary.flatMap((entry) => {
    const { term, also = [], forms = [] } = entry;
    const words = [term, ...also].flatMap((word) => [word, `${word}s`]);
    return [...words, ...forms].map((word) => [plainWords(word), entry] as const);
  }),
);

/** The term that these words name, in any case; null where the glossary has none. */
export function findTerm(words: string): Term | null {
  return termWords.get(plainWords(words)) ?? null;
}

function plainWords(words: string): string {
  return words.replace(/\s+/g, " ").trim().toLowerCase();
}
