import { checkOptionNames, requireChoice } from "../../core/check-value.ts";
import type { DataSpec, SplitName } from "../../data/spec.ts";
import type { Architecture } from "../../models/graph.ts";
import type { SplitScore } from "../contract/analyses.ts";
import type { Parameters } from "../contract/parameters.ts";
import type { AnalysisRequest, EngineChoice, Evaluation } from "../contract/protocol.ts";
import type { LossKind } from "../contract/session.ts";
import { requireArchitecture, requireMatch } from "./check-architecture.ts";
import { countOf, describeData } from "./data-facts.ts";
import { queueAnalysis } from "./queued-analysis.ts";
import type { WorkContext } from "./queued-work.ts";
import { readSplit, requireParameters } from "./read-analysis.ts";
import { readEngine, readLoss } from "./train-request.ts";

export interface EvaluateOptions {
  readonly data: DataSpec;
  readonly split?: SplitName;
  /** Which statistics batch normalisation uses: those it kept while training, or those of each batch. */
  readonly mode?: Evaluation["mode"];
  readonly loss?: LossKind;
  readonly engine?: EngineChoice;
}

/**
 * Mean loss and accuracy of a net over a whole split. It waits for the engine behind the trainings and analyses that
 * were asked for before.
 * @param parameters as a training with `keepParameters: true` returns them
 * @throws CourseError if the net does not fit the data or its parameters
 */
export async function evaluate(
  architecture: Architecture,
  parameters: Parameters,
  options: EvaluateOptions,
  context: WorkContext = {},
): Promise<Evaluation> {
  const { request, split, mode, total } = readEvaluation(architecture, parameters, options);
  const count = ({ scored }: SplitScore) => ({ done: scored, total });
  const scores = queueAnalysis<SplitScore>(request, context, { where: "evaluate", total, count });
  for await (const { status, loss, accuracy } of scores) {
    if (status === "done") return { step: 0, split, mode, loss, accuracy };
  }
  // Stopped: the mean over some of the examples would not be the split's
  throw context.signal?.reason ?? new Error("evaluate: it ended before every example was scored");
}

function readEvaluation(architecture: Architecture, parameters: Parameters, options: EvaluateOptions) {
  const where = "evaluate";
  requireArchitecture(where, architecture);
  requireParameters(where, parameters);
  checkOptionNames(where, options, ["data", "split", "mode", "loss", "engine"]);
  const { data } = options;
  const facts = describeData(where, data);
  const loss = readLoss(where, options.loss, facts);
  requireMatch(where, architecture, facts, loss);
  const split = readSplit(where, options.split, "training");
  const modes = ["running-statistics", "batch-statistics"] as const;
  const mode = requireChoice(where, "mode", options.mode ?? "running-statistics", modes);
  const question = { kind: "evaluation", split, mode, examples: Infinity } as const;
  const engine = readEngine(where, options.engine);
  const request: AnalysisRequest = { architecture, parameters, data, loss, engine, question };
  return { request, split, mode, total: countOf(facts, split) };
}
