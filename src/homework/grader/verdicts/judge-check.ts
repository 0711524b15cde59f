import { refuse } from "../../../core/errors.ts";
import { median } from "../../../core/statistics.ts";
import type { HiddenCheck } from "../../assignment/key.ts";
import type { CallObservation } from "../observation.ts";
import { dataOf } from "./data-of.ts";
import type { GradedCheck } from "./graded.ts";
import { isSameData, type Tolerance } from "./same-data.ts";

/** What a check is judged by, besides itself. */
export interface CheckRules {
  readonly tolerance: Tolerance;
  /** Of trainings. */
  readonly seeds: readonly number[];
  /** The default export of a private module, by its path in the key. */
  readonly loadModule: (path: string) => Promise<unknown>;
}

type Judged = Pick<GradedCheck, "outcome" | "note">;

const passed: Judged = { outcome: "passed", note: "" };
const failed = (note: string): Judged => ({ outcome: "failed", note });

/**
 * Compares what was seen of an answer with what the key expects.
 * @param calls in the order of the check's
 * @throws CourseError if a private module is not what the key says: that is no fault of the student's
 */
export async function judgeCheck(
  check: HiddenCheck,
  calls: readonly CallObservation[],
  rules: CheckRules,
): Promise<GradedCheck> {
  const { name, points } = check;
  const { outcome, note } = await judge(check, calls, rules);
  return { name, points, earned: outcome === "passed" ? points : 0, outcome, note };
}

async function judge(check: HiddenCheck, calls: readonly CallObservation[], rules: CheckRules): Promise<Judged> {
  const data: unknown[] = [];
  for (const [at, { of }] of check.calls.entries()) {
    const seen = calls[at] ?? { kind: "timeout" };
    if (seen.kind !== "value")
      return failed(`call ${at + 1}, ${of}: ${seen.kind === "error" ? seen.message : seen.kind}`);
    data.push(dataOf(seen.value));
  }
  if (check.kind === "training") return judgeTraining(check, data, rules);
  if (check.kind === "module") return readVerdict(await callModule(check.module, [data], rules), check.module);
  const tolerance = check.tolerance ?? rules.tolerance;
  const wrong = check.calls.findIndex(({ expected }, at) => !isSameData(data[at], expected, tolerance));
  return wrong < 0 ? passed : failed(`call ${wrong + 1}, ${check.calls[wrong]?.of ?? ""}: another value than expected`);
}

function readVerdict(verdict: unknown, module: string): Judged {
  if (verdict === true) return passed;
  if (verdict === false) return failed("");
  if (typeof verdict === "string") return failed(verdict);
  throw refuse(module, "a check must return true, false or a text", "Return what is wrong as a text.");
}

/** A training that diverged is worse than any other. */
async function judgeTraining(
  check: HiddenCheck & { readonly kind: "training" },
  data: readonly unknown[],
  rules: CheckRules,
): Promise<Judged> {
  const { atLeast, atMost, slack, module } = check;
  const threshold = atLeast ?? atMost ?? 0;
  const sign = atLeast === undefined ? -1 : 1;
  const scores: number[] = [];
  for (const seed of check.seeds ?? rules.seeds) {
    const score = await callModule(module, [data, seed], rules);
    if (typeof score !== "number")
      throw refuse(module, "a training must give a number", "Return how well the seed went.");
    scores.push(Number.isNaN(score) ? -sign * Infinity : score);
  }
  if (scores.length === 0) throw refuse(module, "there is no seed to train from", "Give the check or the key seeds.");
  const middle = median(scores);
  const note = `median ${middle} over ${scores.length} seeds, ${atLeast === undefined ? "at most" : "at least"} ${threshold}`;
  if (Math.abs(middle - threshold) <= slack) return { outcome: "review", note: `${note}: too close to decide` };
  return sign * (middle - threshold) > 0 ? { outcome: "passed", note } : failed(note);
}

async function callModule(path: string, given: readonly unknown[], { loadModule }: CheckRules): Promise<unknown> {
  const judge = await loadModule(path);
  if (typeof judge !== "function") throw refuse(path, "its default export is no function", "Export one by default.");
  return (judge as (...all: readonly unknown[]) => unknown)(...given);
}
