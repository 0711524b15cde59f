import { formatNumber } from "../charts/frame/number-format.ts";
import { mean } from "../core/statistics.ts";
import type { Claim, GuessChoice } from "../notebook/chapter.ts";
import type { Training } from "../training/contract/protocol.ts";
import { finalValue } from "../training/results/final-value.ts";
import type { Guess } from "./guesses.ts";
import { meets } from "./judge.ts";

/** What was guessed, in a word or two. */
export function guessText(guess: Guess): string {
  if (guess.kind === "shown") return "looked";
  return guess.kind === "number" ? formatNumber(guess.value, 2) : guess.words;
}

/** What came out. */
export interface CameOut {
  readonly effects: readonly number[];
  readonly training: Training | null;
  /** Numbers still move, or nothing was measured. */
  readonly isOpen: boolean;
}

/** The reader's guess beside what came out: `You guessed 0.27; it ended at 0.89.` Nothing where nothing was guessed. */
export function guessWords({ guess: form }: Pick<Claim, "guess">, guess: Guess | null, cameOut: CameOut): string {
  if (guess === null || guess.kind === "shown") return "";
  if (guess.kind === "number") {
    const said = `You guessed ${formatNumber(guess.value, 2)}`;
    const end = form.kind === "number" && !cameOut.isOpen ? endOf(form, cameOut.training) : NaN;
    if (Number.isNaN(end)) return `${said}.`;
    if (end === Infinity) return `${said}; it diverged.`;
    const last = form.kind === "number" ? form.last : 1;
    const steps = last === 1 ? "" : `, the mean of its last ${last} steps`;
    return `${said}; it ended at ${formatNumber(end, 2)}${steps}.`;
  }
  const said = `You said “${guess.words}”`;
  const { effects } = cameOut;
  if (form.kind !== "choice" || cameOut.isOpen || effects.length === 0) return `${said}.`;
  const most = mostChosen(form.choices, effects);
  if (most === null) return `${said}; the seeds differ.`;
  const seeds = effects.length === 1 ? "" : ` for ${most.count} of ${effects.length} seeds`;
  if (most.words === guess.words) return `${said}, and so it came out${seeds}.`;
  return `${said}; it came out “${most.words}”${seeds}.`;
}

/** The answer that most effects stand for; null where two share the lead. */
export function mostChosen(
  choices: readonly GuessChoice[],
  effects: readonly number[],
): { readonly words: string; readonly count: number } | null {
  const counts = new Map<string, number>();
  for (const effect of effects.filter((each) => !Number.isNaN(each))) {
    const { words } = choiceOf(choices, effect) ?? { words: "" };
    counts.set(words, (counts.get(words) ?? 0) + 1);
  }
  const [first, second] = [...counts].sort(([, one], [, other]) => other - one);
  if (first === undefined || first[1] === second?.[1]) return null;
  return { words: first[0], count: first[1] };
}

/** The first one whose range the effect lies in, else the one without a range. */
function choiceOf(choices: readonly GuessChoice[], effect: number): GuessChoice | undefined {
  const isRest = ({ atLeast, atMost }: GuessChoice) => atLeast === undefined && atMost === undefined;
  return choices.find((choice) => !isRest(choice) && meets(choice, effect)) ?? choices.find(isRest);
}

/** As the verdict takes it: the mean over the seeds of each one's last mini-batches. */
function endOf({ arm, last }: { readonly arm: string; readonly last: number }, training: Training | null): number {
  const ends = (training?.runs ?? []).filter((run) => run.arm === arm).map((run) => finalValue(run, "loss", last));
  return ends.length === 0 ? NaN : mean(ends);
}
