import { declareInContext, options, parameter } from "../../core/declare.ts";
import { optional, type SettingsOf } from "../../core/options.ts";
import type { Architecture } from "../../models/graph.ts";
import { architectureKind, parametersKind } from "../../models/kinds.ts";
import { requireParameters } from "../../models/require-parameters.ts";
import type { SplitScore } from "../contract/analyses.ts";
import { lossKind } from "../contract/kinds.ts";
import type { Parameters } from "../contract/parameters.ts";
import type { AnalysisRequest, Evaluation } from "../contract/protocol.ts";
import { requireMatch } from "./check-architecture.ts";
import { countOf, describeData } from "./data-facts.ts";
import { queueAnalysis } from "./queued-analysis.ts";
import type { WorkContext } from "./queued-work.ts";
import { modeOption, questionOptions } from "./read-analysis.ts";
import { requireAnalysisRoom } from "./require-room.ts";
import { readLoss } from "./train-request.ts";

const evaluateOptions = {
  ...questionOptions,
  ...modeOption,
  loss: optional(lossKind, "What is measured.", "cross-entropy for classes, mean squared error for other targets"),
};

/** It waits for the engine behind the trainings and analyses that were asked for before. */
export const evaluate = declareInContext(
  {
    name: "evaluate",
    help: "Mean loss and accuracy of a net over a whole split.",
    parameters: [
      parameter("architecture", architectureKind),
      parameter("parameters", parametersKind, "As a training with `keepParameters: true` returns them."),
      options(evaluateOptions),
    ],
    returns: ["Promise<Evaluation>", "{split, mode, loss, accuracy}; write await before it"],
    refuses: "the net does not fit the data or the parameters, or the loss does not fit the data",
    example: "evaluate(residualMlp({depth: 8}), exampleRun.runs[2].parameters, {data: spiral()})",
  },
  async (architecture, parameters, settings, context: WorkContext): Promise<Evaluation> => {
    const { request, split, mode, total } = readEvaluation(architecture, parameters, settings);
    const count = ({ scored }: SplitScore) => ({ done: scored, total });
    const scores = queueAnalysis<SplitScore>(request, context, { where: "evaluate", total, count });
    for await (const { status, loss, accuracy } of scores) {
      if (status === "done") return { step: 0, split, mode, loss, accuracy };
    }
    // Stopped: the mean over some of the examples would not be the split's
    throw context.signal?.reason ?? new Error("evaluate: it ended before every example was scored");
  },
);

function readEvaluation(
  architecture: Architecture,
  parameters: Parameters,
  { data, split, mode, engine, loss: asked }: SettingsOf<typeof evaluateOptions>,
) {
  const facts = describeData("evaluate", data);
  const loss = readLoss("evaluate", asked, facts);
  requireMatch("evaluate", architecture, facts, loss);
  requireParameters("evaluate", architecture, parameters);
  const question = { kind: "evaluation", split, mode, examples: Infinity } as const;
  const request: AnalysisRequest = { architecture, parameters, data, loss, engine, question };
  requireAnalysisRoom("evaluate", request, facts);
  return { request, split, mode, total: countOf(facts, split) };
}
