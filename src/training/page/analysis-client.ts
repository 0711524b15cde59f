import { sumOf } from "../../core/statistics.ts";
import { refuse } from "../../core/errors.ts";
import type { Architecture } from "../../models/graph.ts";
import type { Confusion, DecisionPlane, DeletionStudy, FeatureMaps, LossPlane } from "../contract/analyses.ts";
import {
  checkAnalysis,
  readChanges,
  readDecisionQuestion,
  readExamined,
  readMapsQuestion,
  readPlaneQuestion,
  requestFor,
  type DecisionPlaneOptions,
  type DeletionOptions,
  type ExaminedOptions,
  type FeatureMapsOptions,
  type LossPlaneOptions,
} from "./read-analysis.ts";
import type { AnalysisRequest } from "../contract/protocol.ts";
import type { Parameters } from "../contract/parameters.ts";
import { queueAnalysis } from "./queued-analysis.ts";
import type { WorkContext } from "./queued-work.ts";

/** How the cell that asks follows and ends an analysis. */
export type AnalysisContext = WorkContext;

/**
 * Which class of the held-out examples a net takes for which.
 * @param parameters as a training with `keepParameters: true` returns them
 * @throws CourseError if the net does not fit the data, or the data has no classes
 */
export async function confusionMatrix(
  architecture: Architecture,
  parameters: Parameters,
  options: ExaminedOptions,
  context: AnalysisContext = {},
): Promise<Confusion> {
  const where = "confusionMatrix";
  const facts = checkAnalysis(where, architecture, parameters, options, ["mode", "examples"]);
  if (facts.classes === null) throw refuse(where, "the data has targets and no classes", "Pass data with classes.");
  const question = { kind: "confusion", ...readExamined(where, options, facts, { split: "test" }) } as const;
  return answerOf<Confusion>(where, requestFor(where, architecture, parameters, options, question), context);
}

/**
 * What nodes of a net put out for one example.
 * @throws CourseError if the net does not fit the data, or there is no such node or example
 */
export async function featureMaps(
  architecture: Architecture,
  parameters: Parameters,
  options: FeatureMapsOptions,
  context: AnalysisContext = {},
): Promise<FeatureMaps> {
  const where = "featureMaps";
  const facts = checkAnalysis(where, architecture, parameters, options, ["index", "nodes"]);
  const question = readMapsQuestion(architecture, options, facts);
  return answerOf<FeatureMaps>(where, requestFor(where, architecture, parameters, options, question), context);
}

/**
 * Loss and accuracy of a trained net whose blocks are deleted or swapped without training it again: the lesion study of
 * Veit et al. 1605.06431, sec. 4. Yields the rows as they come.
 * @throws CourseError, at once, if the net does not fit the data, or a block is not there or cannot be deleted or swapped
 */
export function deletionStudy(
  architecture: Architecture,
  parameters: Parameters,
  options: DeletionOptions,
  context: AnalysisContext = {},
): AsyncGenerator<DeletionStudy, undefined, void> {
  const where = "deletionStudy";
  const facts = checkAnalysis(where, architecture, parameters, options, ["mode", "examples", "deletions", "swaps"]);
  const changes = readChanges(architecture, options);
  const examined = readExamined(where, options, facts, { split: "test" });
  const request = requestFor(where, architecture, parameters, options, { kind: "deletion", ...examined, changes });
  const count = ({ rows, total }: DeletionStudy) => ({ done: rows.length, total });
  return queueAnalysis<DeletionStudy>(request, context, { where, count });
}

/**
 * The loss along filter-normalised random directions around a net's parameters: Li et al. 1712.09913, sec. 4. Yields it
 * row by row.
 * @throws CourseError, at once, if the net does not fit the data or an option cannot be used
 */
export function lossPlane(
  architecture: Architecture,
  parameters: Parameters,
  options: LossPlaneOptions,
  context: AnalysisContext = {},
): AsyncGenerator<LossPlane, undefined, void> {
  const where = "lossPlane";
  const names = ["mode", "examples", "directions", "resolution", "span", "seed"];
  const facts = checkAnalysis(where, architecture, parameters, options, names);
  const question = readPlaneQuestion(options, facts);
  const request = requestFor(where, architecture, parameters, options, question);
  const rows = question.directions === 1 ? 1 : question.resolution;
  const count = ({ loss }: LossPlane) => {
    const points = sumOf(loss, (row) => row.length);
    return { done: points, total: rows * question.resolution };
  };
  return queueAnalysis<LossPlane>(request, context, { where, count });
}

/**
 * The class that a net finds most probable at each point of a square of the plane, and how probable. The net is as it
 * would be used: in evaluation mode, with running statistics.
 * @param parameters as a training with `keepParameters: true` returns them
 * @throws CourseError if the net does not fit the data, or the data is no points of the plane in classes
 */
export async function decisionPlane(
  architecture: Architecture,
  parameters: Parameters,
  options: DecisionPlaneOptions,
  context: AnalysisContext = {},
): Promise<DecisionPlane> {
  const where = "decisionPlane";
  const facts = checkAnalysis(where, architecture, parameters, options, ["resolution", "span"]);
  const question = readDecisionQuestion(options, facts);
  return answerOf<DecisionPlane>(where, requestFor(where, architecture, parameters, options, question), context);
}

/** @throws the signal's reason if it was stopped before there was an answer */
async function answerOf<T extends Confusion | FeatureMaps | DecisionPlane>(
  where: string,
  request: AnalysisRequest,
  context: AnalysisContext,
): Promise<T> {
  let answer: T | undefined;
  const count = () => ({ done: 1, total: 1 });
  for await (const part of queueAnalysis<T>(request, context, { where, count })) answer = part;
  if (answer !== undefined) return answer;
  throw context.signal?.reason ?? new Error(`${where}: it ended without an answer`);
}
