import { declareInContext, options, parameter } from "../../core/declare.ts";
import { refuse } from "../../core/errors.ts";
import { integer } from "../../core/kinds.ts";
import { optional, withDefault } from "../../core/options.ts";
import { dataKind, splitKind } from "../../data/kinds.ts";
import type { Examples } from "../contract/protocol.ts";
import { askAgain } from "./ask-again.ts";
import { countOf, describeData } from "./data-facts.ts";
import type { WorkContext } from "./queued-work.ts";
import { requireDataRoom } from "./require-room.ts";
import { link } from "./worker-line.ts";

const examplesOptions = {
  count: optional(integer({ least: 1, unit: "examples" }), "How many.", "100, or all where there are fewer"),
  split: withDefault(splitKind, "test", "Of which split: those held out, or those to train on."),
};

// Examples need no engine, so they do not wait for it: a figure of the data is not to hang behind a training of minutes.
// The worker makes them between two steps of whatever it is at, which computes the same as without them.
export const examples = declareInContext(
  {
    name: "examples",
    help: "The first examples of a split, at once even while something trains.",
    parameters: [parameter("data", dataKind), options(examplesOptions)],
    returns: ["Promise<Examples>", "for scatterChart and examplesChart; write await before it"],
    refuses: "there are not so many, or the data is not here",
    example: "scatterChart(await examples(spiral(), {count: 200}))",
  },
  async (data, settings, { signal }: Pick<WorkContext, "signal">): Promise<Examples> => {
    const { split } = settings;
    const facts = describeData("examples", data);
    requireDataRoom("examples", facts);
    const available = countOf(facts, split);
    const { count = Math.min(100, available) } = settings;
    if (count > available) {
      throw refuse("examples", `count must not exceed the ${available} of the set, got ${count}`, `Try ${available}.`);
    }
    signal?.throwIfAborted();
    const question = { kind: "examples", request: { data, split, count } } as const;
    const ask = async () => (await link.ask(question, { cancel: signal })) as Examples | null;
    const answer = await askAgain<Examples>({ where: "examples", ask, cancel: signal });
    if (answer === null) throw signal?.reason ?? new Error("examples: they were cancelled");
    return answer;
  },
);
