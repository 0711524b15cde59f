import { declareInContext, options, parameter } from "../../core/declare.ts";
import { refuse } from "../../core/errors.ts";
import { sumOf } from "../../core/statistics.ts";
import { architectureKind, parametersKind } from "../../models/kinds.ts";
import type { Confusion, DecisionPlane, DeletionStudy, FeatureMaps, LossPlane } from "../contract/analyses.ts";
import {
  checkNet,
  decisionPlaneOptions,
  deletionOptions,
  examinedOptions,
  featureMapsOptions,
  lossPlaneOptions,
  readChanges,
  readDecisionQuestion,
  readExamined,
  readMapsQuestion,
  readPlaneQuestion,
  requestFor,
} from "./read-analysis.ts";
import type { AnalysisRequest } from "../contract/protocol.ts";
import { queueAnalysis } from "./queued-analysis.ts";
import type { WorkContext } from "./queued-work.ts";

/** How the cell that asks follows and ends an analysis. */
export type AnalysisContext = WorkContext;

const net = parameter("architecture", architectureKind);
const trained = parameter("parameters", parametersKind, "As a training with `keepParameters: true` returns them.");
const isPromise = "write await before it";
const doesNotFit = "the net does not fit the data or the parameters";

export const confusionMatrix = declareInContext(
  {
    name: "confusionMatrix",
    help: "Which class of the examples a net takes for which.",
    parameters: [net, trained, options(examinedOptions)],
    returns: ["Promise<Confusion>", `for confusionMatrixChart; ${isPromise}`],
    refuses: `${doesNotFit}, or the data has no classes`,
    example: `{
  const net = residualMlp({depth: 8});
  return confusionMatrixChart(await confusionMatrix(net, exampleRun.runs[2].parameters, {data: spiral()}));
}`,
  },
  async (architecture, parameters, settings, context: AnalysisContext): Promise<Confusion> => {
    const where = "confusionMatrix";
    const facts = checkNet(where, architecture, parameters, settings);
    if (facts.classes === null) throw refuse(where, "the data has targets and no classes", "Pass data with classes.");
    const question = { kind: "confusion", ...readExamined(settings, facts) } as const;
    return answerOf<Confusion>(where, requestFor(where, architecture, parameters, settings, question), context);
  },
);

export const featureMaps = declareInContext(
  {
    name: "featureMaps",
    help: "What nodes of a net put out for one example.",
    parameters: [net, trained, options(featureMapsOptions)],
    returns: ["Promise<FeatureMaps>", `for featureMapsChart; ${isPromise}`],
    refuses: `${doesNotFit}, or there is no such node or example`,
    example: `{
  const net = residualNet({depth: 8, width: 4, inputShape: [16, 16, 3]});
  return featureMapsChart(await featureMaps(net, exampleImageRun.runs[0].parameters, {data: shapes(), index: 3}));
}`,
  },
  async (architecture, parameters, settings, context: AnalysisContext): Promise<FeatureMaps> => {
    const where = "featureMaps";
    const question = readMapsQuestion(architecture, settings, checkNet(where, architecture, parameters, settings));
    return answerOf<FeatureMaps>(where, requestFor(where, architecture, parameters, settings, question), context);
  },
);

export const deletionStudy = declareInContext(
  {
    name: "deletionStudy",
    help: "Loss and accuracy of a trained net whose blocks are deleted or swapped without training it again. Yields the rows as they come.",
    parameters: [net, trained, options(deletionOptions)],
    returns: ["AsyncGenerator<DeletionStudy>", "for deletionStudyChart; a cell's name for it is the study"],
    refuses: `${doesNotFit}, or a block is not there or cannot be deleted or swapped`,
    source: "Veit et al. 2016 sec. 4",
    example: `{
  const net = residualMlp({depth: 8});
  return deletionStudyChart(await finished(deletionStudy(net, exampleRun.runs[2].parameters, {data: spiral()})));
}`,
  },
  (architecture, parameters, settings, context: AnalysisContext): AsyncGenerator<DeletionStudy, undefined, void> => {
    const where = "deletionStudy";
    const facts = checkNet(where, architecture, parameters, settings);
    const question = {
      kind: "deletion",
      ...readExamined(settings, facts),
      changes: readChanges(architecture, settings),
    } as const;
    const request = requestFor(where, architecture, parameters, settings, question);
    const count = ({ rows, total }: DeletionStudy) => ({ done: rows.length, total });
    return queueAnalysis<DeletionStudy>(request, context, { where, count });
  },
);

export const lossPlane = declareInContext(
  {
    name: "lossPlane",
    help: "The loss along filter-normalised random directions around a net's parameters. Yields it row by row.",
    parameters: [net, trained, options(lossPlaneOptions)],
    returns: ["AsyncGenerator<LossPlane>", "for lossPlaneChart; a cell's name for it is the plane"],
    refuses: doesNotFit,
    source: "Li et al. 2018 sec. 4",
    example: `{
  const net = residualMlp({depth: 8});
  const options = {data: spiral(), directions: 1, resolution: 11};
  return lossPlaneChart(await finished(lossPlane(net, exampleRun.runs[2].parameters, options)));
}`,
  },
  (architecture, parameters, settings, context: AnalysisContext): AsyncGenerator<LossPlane, undefined, void> => {
    const where = "lossPlane";
    const question = readPlaneQuestion(settings, checkNet(where, architecture, parameters, settings));
    const request = requestFor(where, architecture, parameters, settings, question);
    const rows = question.directions === 1 ? 1 : question.resolution;
    const count = ({ loss }: LossPlane) => {
      const points = sumOf(loss, (row) => row.length);
      return { done: points, total: rows * question.resolution };
    };
    return queueAnalysis<LossPlane>(request, context, { where, count });
  },
);

export const decisionPlane = declareInContext(
  {
    name: "decisionPlane",
    help: "The class that a net finds most probable at each point of a square of the plane, and how probable. The net is as it would be used: in evaluation mode, with running statistics.",
    parameters: [net, trained, options(decisionPlaneOptions)],
    returns: ["Promise<DecisionPlane>", `for decisionPlaneChart; ${isPromise}`],
    refuses: `${doesNotFit}, or the data is no points of the plane in classes`,
    example: `{
  const net = residualMlp({depth: 8});
  const plane = await decisionPlane(net, exampleRun.runs[2].parameters, {data: spiral(), resolution: 32});
  return decisionPlaneChart(plane, {points: await examples(spiral())});
}`,
  },
  async (architecture, parameters, settings, context: AnalysisContext): Promise<DecisionPlane> => {
    const where = "decisionPlane";
    const question = readDecisionQuestion(settings, checkNet(where, architecture, parameters, settings));
    return answerOf<DecisionPlane>(where, requestFor(where, architecture, parameters, settings, question), context);
  },
);

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
