import { oneOf, type Attributes } from "./attributes.ts";
import type { Claim, GuessChoice, GuessForm } from "./chapter.ts";
import { ChapterError, type ChapterPlace } from "./chapter-error.ts";

type Threshold = Pick<Claim, "id" | "atLeast" | "atMost" | "quotient" | "bySign">;

const kinds = ["number", "choice"] as const;
const number = String.raw`-?\d+(?:\.\d+)?(?:e-?\d+)?`;
const ranged = new RegExp(String.raw`^(.*\S)\s*:\s*(?:(>=|<=)\s*(${number})|(${number})\s*\.\.\s*(${number}))$`);
const meanOfLast = /\bverdict\([\s\S]*?\blast:\s*(\d+)/;
/** As functions for effects do. */
const usualLast = 50;
const asked = /\basks:\s*["'`]([^"'`]+)["'`]/;

/**
 * What readers guess before an experiment shows how it came out.
 *
 * - `guess=number`: where a curve ends, by the mean of as many last steps as the verdict takes. The chart in the box says
 *   whose, by its option `asks: "plain-56"`.
 * - `guess=choice choices="much higher: >= 0.13 | about the same | lower: <= -0.13"`: words, each with the effects that it
 *   stands for (`>= x`, `<= x` or `x..y`), and one without for all others.
 *
 * A box that says neither asks on which side of the threshold the effect lies.
 * @param sources the texts of the box's cells
 * @throws ChapterError
 */
export function readGuess(
  { values }: Pick<Attributes, "values">,
  claim: Threshold,
  sources: readonly string[],
  place: ChapterPlace,
): GuessForm {
  const written = values.get("choices");
  const kind = oneOf(values.get("guess") ?? "choice", kinds, "guess", place);
  if (kind === "choice") {
    const choices = written === undefined ? usualChoices(claim) : readChoices(written, claim.id, place);
    return { kind, choices };
  }
  if (written !== undefined) {
    const remedy = "Leave choices out, or write guess=choice.";
    throw new ChapterError(place, `${claim.id} asks for a number and has choices`, remedy);
  }
  for (const source of sources) {
    const arm = asked.exec(source)?.[1];
    if (arm !== undefined) return { kind, arm, last: lastOf(sources) };
  }
  const remedy = 'Give its chart the option asks: "plain-56", with the arm whose end is to be guessed.';
  throw new ChapterError(place, `${claim.id} asks for a number, and no chart in it leaves anything out`, remedy);
}

/** Guess and verdict speak of the same quantity. */
function lastOf(sources: readonly string[]): number {
  return Number(sources.map((source) => meanOfLast.exec(source)?.[1]).find((last) => last !== undefined) ?? usualLast);
}

function readChoices(written: string, id: string, place: ChapterPlace): readonly GuessChoice[] {
  const choices = written.split("|").map((part) => readChoice(part.trim()));
  const refuseFor = (problem: string, remedy: string) =>
    new ChapterError(place, `the choices of ${id} ${problem}`, remedy);
  const example = 'Write choices="higher: >= 0.1 | about the same | lower: <= -0.1".';
  if (choices.length < 2 || choices.some(({ words }) => words === "")) throw refuseFor("are not two or more", example);
  if (new Set(choices.map(({ words }) => words)).size < choices.length)
    throw refuseFor("say the same twice", "Give each of them words of its own.");
  if (choices.filter(isRest).length !== 1)
    throw refuseFor("do not have one for all other effects", `Leave exactly one without a range. ${example}`);
  const ranges = choices.filter((choice) => !isRest(choice));
  if (ranges.some(isEmpty)) throw refuseFor("have a range that no effect lies in", "Write the smaller number first.");
  if (ranges.some((one, at) => ranges.slice(at + 1).some((other) => overlap(one, other))))
    throw refuseFor("overlap", "Let each range begin where another ends.");
  return choices;
}

function readChoice(text: string): GuessChoice {
  const [, words = text, sign, bound, low, high] = ranged.exec(text) ?? [];
  if (sign === ">=") return { words, atLeast: Number(bound) };
  if (sign === "<=") return { words, atMost: Number(bound) };
  return low === undefined ? { words } : { words, atLeast: Number(low), atMost: Number(high) };
}

function isRest({ atLeast, atMost }: GuessChoice): boolean {
  return atLeast === undefined && atMost === undefined;
}

function isEmpty({ atLeast = -Infinity, atMost = Infinity }: GuessChoice): boolean {
  return atLeast >= atMost;
}

/** A bound that two ranges share belongs to the first. */
function overlap(one: GuessChoice, other: GuessChoice): boolean {
  const least = Math.max(one.atLeast ?? -Infinity, other.atLeast ?? -Infinity);
  return least < Math.min(one.atMost ?? Infinity, other.atMost ?? Infinity);
}

/** The claim's side of the threshold, no effect or one to the other side, and what lies between. */
function usualChoices({ atLeast, atMost, quotient, bySign }: Threshold): readonly GuessChoice[] {
  const none = quotient ? 1 : 0;
  if (bySign) return [{ words: `above ${none}`, atLeast: none }, { words: `${none} or below` }];
  if (atMost !== undefined) return [{ words: `${atMost} or less`, atMost }, { words: `more than ${atMost}` }];
  const bound = atLeast ?? none;
  const reached = { words: `${bound} or more`, atLeast: bound };
  if (bound <= none) return [reached, { words: `less than ${bound}` }];
  return [reached, { words: `between ${none} and ${bound}` }, { words: `${none} or less`, atMost: none }];
}
