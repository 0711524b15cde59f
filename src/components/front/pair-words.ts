import { mean } from "../../core/statistics.ts";
import { chance } from "./loss-line.ts";
import { pairNames, type PairName, type PairRun } from "./pair-frame.ts";

/** Losses whose mean is what a net ended at: one mini-batch says little. */
const lastLosses = 10;

/** Per net: mean of its last losses. */
function endLosses({ losses }: PairRun): readonly number[] {
  return losses.map((each) => mean(each.slice(-lastLosses)));
}

/** Has learned: it ended at less than half of what guessing costs. */
export function learners(run: PairRun): readonly PairName[] {
  return pairNames.filter((_, net) => (endLosses(run)[net] ?? Infinity) < chance / 2);
}

/** What a run came to, with its numbers, in a sentence or two; computed from it, so that it holds for any seed. */
export function describeOutcome(run: PairRun): string {
  const [plain = NaN, residual = NaN] = endLosses(run);
  const ends = `plain-56 ended at a loss of ${plain.toFixed(2)}, residual-56 at ${residual.toFixed(2)}`;
  const who = learners(run);
  const verdict = who.length === 2 ? "Both learned" : who.length === 1 ? `${who[0]} learned` : "Neither learned";
  return `${verdict}: ${ends} (mean of the last ten steps; guessing costs ${chance.toFixed(2)}).`;
}

/** The reader's guess beside what came out; empty without a guess. */
export function answerGuess(guess: PairName | null, run: PairRun): string {
  if (guess === null) return "";
  const who = learners(run);
  const isRight = who.length === 1 && who[0] === guess;
  return `You guessed ${guess}${isRight ? ", and it did." : "."} `;
}

/** One net at this moment, for those who do not see it: nothing is decided here. */
export function describeNet(net: number, run: PairRun): string {
  const frame = run.frames.at(-1);
  const loss = run.losses[net]?.at(-1);
  const map = frame?.maps[net];
  const right = map === undefined ? "" : `; ${Math.round(100 * map.accuracy)} % of the points right`;
  const { step = 0 } = frame ?? {};
  return `${pairNames[net] ?? ""} after ${step} ${step === 1 ? "step" : "steps"}: ${loss === undefined ? "no loss yet" : `loss ${loss.toFixed(2)}`}${right}`;
}
