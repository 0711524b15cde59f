import { declareInContext, options, parameter } from "../../core/declare.ts";
import type { Training } from "../contract/protocol.ts";
import { QueuedTraining, type TrainContext } from "./queued-training.ts";
import { armsKind } from "./read-arms.ts";
import { completeRequest, trainOptions } from "./train-request.ts";
import { pool, queue } from "./worker-line.ts";

/**
 * The last snapshot has status "done", or "stopped" if the context's signal ended it. Starts at the first `next()`;
 * `return()` cancels at once. A training that is paused lets the others have the engine, and waits for its turn again
 * when it is resumed.
 */
export const train = declareInContext(
  {
    name: "train",
    help: "Trains every net with every seed, all in lockstep, beside the page, and yields snapshots while it goes on: in a cell, `const run = train(…)` has the last one. Two trainings never run at the same time: the second waits.",
    parameters: [
      parameter(
        "arms",
        armsKind,
        "What is compared: a net, several, or nets by the names that charts are to show. An arm of its own settings is an object: its architecture, parameters to start from (initial), and any option from optimizer to decay.",
      ),
      options(trainOptions),
    ],
    returns: ["AsyncGenerator<Training>", "a cell's name for it is the Training"],
    refuses: "a net does not fit the data, an option does not fit another, or `resume` is of another experiment",
    source: "He et al. 2015 sec. 3.4 for the optimizer's defaults, Kingma & Ba 2014 for Adam's",
    example: `{
  const run = await finished(train(residualMlp({depth: 8}), {data: spiral(), seeds: [1, 2], steps: 60}));
  return learningCurvesChart(run);
}`,
  },
  (arms, settings, context: TrainContext): AsyncGenerator<Training, undefined, void> =>
    new QueuedTraining(completeRequest(arms, settings), context, { pool, queue }).snapshots,
);
