import { refuse } from "../../core/errors.ts";
import { nearestName, show } from "../../core/check-value.ts";
import { integer, list, made, number, seedKind, text, type Kind } from "../../core/kinds.ts";
import { needed, optional, withDefault, type SettingsOf } from "../../core/options.ts";
import { formatShape, sameShape } from "../../core/shape.ts";
import { dataKind, splitKind } from "../../data/kinds.ts";
import { applyChange, type BlockChange } from "../../models/block-change.ts";
import { deletableBlocks } from "../../models/block-surgery.ts";
import type { Architecture, BlockLabel } from "../../models/graph.ts";
import type {
  AnalysisQuestion,
  DecisionPlaneQuestion,
  FeatureMapsQuestion,
  LossPlaneQuestion,
} from "../contract/analyses.ts";
import { engineKind, statisticsKind } from "../contract/kinds.ts";
import type { Parameters } from "../contract/parameters.ts";
import type { AnalysisRequest } from "../contract/protocol.ts";
import { requireParameters } from "../../models/require-parameters.ts";
import { requireMatch } from "./check-architecture.ts";
import { countOf, describeData, type DataFacts } from "./data-facts.ts";
import { requireAnalysisRoom } from "./require-room.ts";
import { readLoss } from "./train-request.ts";

/** What every question about a trained net is told. */
export const questionOptions = {
  data: needed(dataKind, "Whose examples are taken."),
  split: withDefault(splitKind, "test", "Which of its examples: those held out, or those to train on."),
  engine: withDefault(engineKind, "auto", "What computes, as for `train`."),
};

export const modeOption = {
  mode: withDefault(
    statisticsKind,
    "running-statistics",
    "Which statistics batch normalisation uses: those it kept while training, or those of each batch.",
  ),
};

const counted = integer({ least: 1, unit: "examples" });

/** What a question about many examples is told. */
export const examinedOptions = {
  ...questionOptions,
  ...modeOption,
  examples: withDefault(counted, 1024, "The first so many of the split, or all where there are fewer."),
};

export const featureMapsOptions = {
  ...questionOptions,
  index: withDefault(integer({ least: 0 }), 0, "Of the example within its split."),
  nodes: optional(list(text), "Names of nodes, as summaryTable shows them.", "the blocks' outputs"),
};

const blockKind = made<BlockLabel>(
  "{stage, index}",
  (value) => typeof value === "object" && value !== null && "stage" in value && "index" in value,
  "Write {stage: 1, index: 2}.",
);

export const deletionOptions = {
  ...examinedOptions,
  deletions: optional(
    list(list(blockKind)),
    "Sets of blocks that are deleted together: [[{stage: 1, index: 2}]].",
    "every block that can go, one at a time; none where there are swaps",
  ),
  swaps: optional(list(list(blockKind, { least: 2, most: 2 })), "Pairs of blocks that are swapped.", "none"),
};

const points = { least: 2, unit: "points" };

/** 1 or 2, kept apart for the compiler. */
const directionsKind: Kind<1 | 2> = {
  type: "1 | 2",
  read: (where, name, value) => {
    if (value === 1 || value === 2) return value;
    throw refuse(where, `${name} must be 1 or 2, got ${show(value)}`, "Use 1 for a curve and 2 for a plane.");
  },
};

export const lossPlaneOptions = {
  ...examinedOptions,
  examples: withDefault(counted, 256, "The first so many of the split, or all where there are fewer."),
  directions: withDefault(directionsKind, 2, "1: a line through the parameters; 2: a plane."),
  resolution: optional(
    integer(points),
    "Along each direction. An odd number has one at the parameters themselves.",
    "31 on a line, 15 each way on a plane",
  ),
  span: withDefault(number({ least: 0 }), 1, "How far to go each way, in lengths of each filter."),
  seed: withDefault(seedKind, 1, "Decides the directions."),
};

export const decisionPlaneOptions = {
  ...questionOptions,
  resolution: withDefault(integer(points), 64, "Along each side of the square."),
  span: optional(
    number({ least: 0.001 }),
    "Half a side of the square around the origin.",
    "as far as the split's points reach",
  ),
};

type QuestionSettings = SettingsOf<typeof questionOptions>;
type ExaminedSettings = SettingsOf<typeof examinedOptions>;

/** Refuses nets that do not fit the data and parameters that are not the net's, and describes the data. */
export function checkNet(
  where: string,
  architecture: Architecture,
  parameters: Parameters,
  { data }: Pick<QuestionSettings, "data">,
): DataFacts {
  const facts = describeData(where, data);
  requireMatch(where, architecture, facts, readLoss(where, undefined, facts));
  requireParameters(where, architecture, parameters);
  return facts;
}

export function requestFor(
  where: string,
  architecture: Architecture,
  parameters: Parameters,
  { data, engine }: QuestionSettings,
  question: AnalysisQuestion,
): AnalysisRequest {
  const facts = describeData(where, data);
  const loss = readLoss(where, undefined, facts);
  const request = { architecture, parameters, data, loss, engine, question };
  requireAnalysisRoom(where, request, facts);
  return request;
}

/** The examples that there are. */
export function readExamined({ split, mode, examples }: ExaminedSettings, facts: DataFacts) {
  return { split, mode, examples: Math.min(examples, countOf(facts, split)) };
}

/** @throws CourseError if there is no such node or example */
export function readMapsQuestion(
  architecture: Architecture,
  { split, index, nodes }: SettingsOf<typeof featureMapsOptions>,
  facts: DataFacts,
): FeatureMapsQuestion {
  const count = countOf(facts, split);
  if (index < count) return { kind: "feature-maps", split, index, nodes: readNodes(architecture, nodes) };
  const problem = `index must be below the ${count} examples of the split, got ${index}`;
  throw refuse("featureMaps", problem, `Try ${count - 1}.`);
}

export function readPlaneQuestion(settings: SettingsOf<typeof lossPlaneOptions>, facts: DataFacts): LossPlaneQuestion {
  const { directions, span, seed, resolution = directions === 1 ? 31 : 15 } = settings;
  return { ...{ kind: "loss-plane", directions }, ...readExamined(settings, facts), resolution, span, seed };
}

/** @throws CourseError if the data is no points of the plane in classes */
export function readDecisionQuestion(
  { split, resolution, span }: SettingsOf<typeof decisionPlaneOptions>,
  facts: DataFacts,
): DecisionPlaneQuestion {
  if (sameShape(facts.shape, [2]) && facts.classes !== null)
    return { kind: "decision-plane", split, resolution, span: span ?? null };
  const got = `${formatShape(facts.shape)}${facts.classes === null ? " without classes" : ""}`;
  const problem = `the data must be points with 2 features in classes, got examples of ${got}`;
  throw refuse("decisionPlane", problem, "Try spiral().");
}

function readNodes({ name, nodes }: Architecture, asked: readonly string[] | undefined): readonly string[] {
  const blocks = nodes.filter(({ block }) => block !== undefined).map((node) => node.name);
  if (asked === undefined) return blocks;
  const known = nodes.map((node) => node.name);
  const unknown = asked.find((node) => !known.includes(node));
  if (unknown === undefined) return asked;
  const nearest = nearestName(unknown, known);
  const remedy = nearest === null ? `Blocks end in ${blocks.join(", ")}.` : `Did you mean "${nearest}"?`;
  throw refuse("featureMaps", `${name} has no node ${show(unknown)}`, remedy);
}

/** Tries every change, so that one that cannot be made is refused before anything runs. */
export function readChanges(
  architecture: Architecture,
  { deletions, swaps }: Pick<SettingsOf<typeof deletionOptions>, "deletions" | "swaps">,
): BlockChange[] {
  const usual = swaps === undefined ? deletableBlocks(architecture).map((block) => [block]) : [];
  const changes: BlockChange[] = [
    ...(deletions ?? usual).map((deleted) => ({ deleted })),
    ...(swaps ?? []).map((pair) => ({ swapped: pair as readonly [BlockLabel, BlockLabel] })),
  ];
  for (const change of changes) applyChange(architecture, change);
  return changes;
}
