import { refuse } from "../../core/errors.ts";
import { checkOptionNames, requireInteger } from "../../core/check-value.ts";
import type { DataSpec, SplitName } from "../../data/spec.ts";
import type { Examples } from "../contract/protocol.ts";
import { countOf, describeData } from "./data-facts.ts";
import type { WorkContext } from "./queued-work.ts";
import { readSplit } from "./read-analysis.ts";
import { link } from "./worker-line.ts";

export interface ExamplesOptions {
  readonly count?: number;
  readonly split?: SplitName;
}

// Examples need no engine, so they do not wait for it: a figure of the data is not to hang behind a training of minutes.
// The worker makes them between two steps of whatever it is at, which computes the same as without them.

/**
 * The first examples of a split, at once even while something trains.
 * @throws CourseError if there are not so many, or the data is not here
 */
export async function examples(
  data: DataSpec,
  options: ExamplesOptions = {},
  context: Pick<WorkContext, "signal"> = {},
): Promise<Examples> {
  checkOptionNames("examples", options, ["count", "split"]);
  const facts = describeData("examples", data);
  const split = readSplit("examples", options.split, "training");
  const available = countOf(facts, split);
  const count = requireInteger("examples", "count", options.count ?? Math.min(100, available), 1);
  if (count > available) {
    throw refuse("examples", `count must not exceed the ${available} of the set, got ${count}`, `Try ${available}.`);
  }
  const { signal } = context;
  signal?.throwIfAborted();
  const question = { kind: "examples", request: { data, split, count } } as const;
  const answer = (await link.ask(question, { cancel: signal })) as Examples | null;
  if (answer === null) throw signal?.reason ?? new Error("examples: they were cancelled");
  return answer;
}
