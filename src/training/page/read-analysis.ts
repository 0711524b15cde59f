import { refuse } from "../../core/errors.ts";
import {
  checkOptionNames,
  nearestName,
  requireChoice,
  requireInteger,
  requireNumber,
  show,
} from "../../core/check-value.ts";
import { formatShape, sameShape } from "../../core/shape.ts";
import type { DataSpec, SplitName } from "../../data/spec.ts";
import { deletableBlocks } from "../../models/block-surgery.ts";
import type { Architecture, BlockLabel } from "../../models/graph.ts";
import { requireArchitecture, requireMatch } from "./check-architecture.ts";
import { countOf, describeData, type DataFacts } from "./data-facts.ts";
import type { AnalysisRequest, EngineChoice, Evaluation } from "../contract/protocol.ts";
import type { Parameters } from "../contract/parameters.ts";
import { readEngine, readLoss } from "./train-request.ts";
import type {
  AnalysisQuestion,
  DecisionPlaneQuestion,
  Examined,
  FeatureMapsQuestion,
  LossPlaneQuestion,
} from "../contract/analyses.ts";
import { applyChange, type BlockChange } from "../../models/block-change.ts";

/** What every analysis is told. */
export interface AnalysisOptions {
  readonly data: DataSpec;
  readonly split?: SplitName;
  readonly engine?: EngineChoice;
}

/** Which statistics batch normalisation uses, and how many examples are looked at. */
export interface ExaminedOptions extends AnalysisOptions {
  readonly mode?: Evaluation["mode"];
  readonly examples?: number;
}

export interface FeatureMapsOptions extends AnalysisOptions {
  /** Of the example within its split. */
  readonly index?: number;
  /** Names of nodes; the blocks' outputs by default. */
  readonly nodes?: readonly string[];
}

export interface DeletionOptions extends ExaminedOptions {
  /** Sets of blocks that are deleted together; every block that can go, one at a time, by default. */
  readonly deletions?: readonly (readonly BlockLabel[])[];
  /** Pairs of blocks that are swapped. */
  readonly swaps?: readonly (readonly [BlockLabel, BlockLabel])[];
}

export interface LossPlaneOptions extends ExaminedOptions {
  /** 1: a line through the parameters, 2: a plane. */
  readonly directions?: 1 | 2;
  /** Points along each direction. An odd number has one at the parameters themselves. */
  readonly resolution?: number;
  /** How far to go each way, in lengths of each filter. */
  readonly span?: number;
  readonly seed?: number;
}

export interface DecisionPlaneOptions extends AnalysisOptions {
  /** Points along each side of the square. */
  readonly resolution?: number;
  /** Half a side of the square around the origin; as far as the split's points reach by default. */
  readonly span?: number;
}

/** Refuses nets, parameters and options that cannot be used, and describes the data. */
export function checkAnalysis(
  where: string,
  architecture: unknown,
  parameters: unknown,
  options: AnalysisOptions,
  names: readonly string[],
): DataFacts {
  const net = requireArchitecture(where, architecture);
  requireParameters(where, parameters);
  checkOptionNames(where, options, ["data", "split", "engine", ...names]);
  const facts = describeData(where, options.data);
  requireMatch(where, net, facts, readLoss(where, undefined, facts));
  return facts;
}

/** That they are the net's own turns out where it is opened. */
export function requireParameters(where: string, parameters: unknown): void {
  if (typeof parameters === "object" && parameters !== null) return;
  throw refuse(where, "there are no parameters", "Pass those of a run trained with keepParameters: true.");
}

export function requestFor(
  where: string,
  architecture: Architecture,
  parameters: Parameters,
  { data, engine }: AnalysisOptions,
  question: AnalysisQuestion,
): AnalysisRequest {
  const loss = readLoss(where, undefined, describeData(where, data));
  return { architecture, parameters, data, loss, engine: readEngine(where, engine), question };
}

export function readExamined(
  where: string,
  options: ExaminedOptions,
  facts: DataFacts,
  usual: { readonly split: SplitName; readonly examples?: number },
): Examined {
  const split = readSplit(where, options.split, usual.split);
  const modes = ["running-statistics", "batch-statistics"] as const;
  const available = countOf(facts, split);
  const examples = Math.min(available, usual.examples ?? 1024);
  return {
    split,
    mode: requireChoice(where, "mode", options.mode ?? "running-statistics", modes),
    examples: Math.min(available, requireInteger(where, "examples", options.examples ?? examples, 1)),
  };
}

/** @throws CourseError if there is no such node or example */
export function readMapsQuestion(
  architecture: Architecture,
  options: FeatureMapsOptions,
  facts: DataFacts,
): FeatureMapsQuestion {
  const where = "featureMaps";
  const split = readSplit(where, options.split, "test");
  const index = requireInteger(where, "index", options.index ?? 0, 0);
  const count = countOf(facts, split);
  if (index < count) return { kind: "feature-maps", split, index, nodes: readNodes(architecture, options.nodes) };
  throw refuse(where, `index must be below the ${count} examples of the split, got ${index}`, `Try ${count - 1}.`);
}

/** @throws CourseError if an option cannot be used */
export function readPlaneQuestion(options: LossPlaneOptions, facts: DataFacts): LossPlaneQuestion {
  const where = "lossPlane";
  const directions = options.directions ?? 2;
  if (directions !== 1 && directions !== 2) {
    throw refuse(where, `directions must be 1 or 2, got ${show(directions)}`, "Use 1 for a curve and 2 for a plane.");
  }
  return {
    ...{ kind: "loss-plane", directions },
    ...readExamined(where, options, facts, { split: "training", examples: 256 }),
    resolution: requireInteger(where, "resolution", options.resolution ?? (directions === 1 ? 31 : 15), 2),
    span: requireNumber(where, "span", options.span ?? 1, 0),
    seed: requireInteger(where, "seed", options.seed ?? 1, -Infinity),
  };
}

/** @throws CourseError if the data is no points of the plane in classes, or an option cannot be used */
export function readDecisionQuestion(options: DecisionPlaneOptions, facts: DataFacts): DecisionPlaneQuestion {
  const where = "decisionPlane";
  if (!sameShape(facts.shape, [2]) || facts.classes === null) {
    const got = `${formatShape(facts.shape)}${facts.classes === null ? " without classes" : ""}`;
    throw refuse(where, `the data must be points with 2 features in classes, got examples of ${got}`, "Try spiral().");
  }
  return {
    kind: "decision-plane",
    split: readSplit(where, options.split, "training"),
    resolution: requireInteger(where, "resolution", options.resolution ?? 64, 2),
    span: options.span === undefined ? null : requireNumber(where, "span", options.span, 0.001),
  };
}

export function readSplit(where: string, split: unknown, usual: SplitName): SplitName {
  return requireChoice(where, "split", split ?? usual, ["training", "test"]);
}

function readNodes({ name, nodes }: Architecture, asked: unknown): readonly string[] {
  const blocks = nodes.filter(({ block }) => block !== undefined).map((node) => node.name);
  if (asked === undefined) return blocks;
  if (!Array.isArray(asked)) {
    throw refuse("featureMaps", `nodes must be a list of names, got ${show(asked)}`, 'Try nodes: ["relu1"].');
  }
  const known = nodes.map((node) => node.name);
  for (const node of asked as unknown[]) {
    if (typeof node === "string" && known.includes(node)) continue;
    const nearest = typeof node === "string" ? nearestName(node, known) : null;
    const remedy = nearest === null ? `Blocks end in ${blocks.join(", ")}.` : `Did you mean "${nearest}"?`;
    throw refuse("featureMaps", `${name} has no node ${show(node)}`, remedy);
  }
  return asked as string[];
}

/** Tries every change, so that one that cannot be made is refused before anything runs. */
export function readChanges(architecture: Architecture, { deletions, swaps }: DeletionOptions): BlockChange[] {
  const usual = swaps === undefined ? deletableBlocks(architecture).map((block) => [block]) : [];
  const changes: BlockChange[] = [
    ...readList("deletions", deletions ?? usual).map((deleted) => ({ deleted })),
    ...readList("swaps", swaps ?? []).map((swapped) => ({ swapped })),
  ];
  for (const change of changes) applyChange(architecture, change);
  return changes;
}

function readList<T>(name: string, list: readonly T[]): readonly T[] {
  const given: unknown = list;
  if (Array.isArray(given) && given.every((each) => Array.isArray(each))) return list;
  const block = "{stage: 1, index: 2}";
  const remedy = `Try ${name}: [[${name === "swaps" ? `${block}, {stage: 1, index: 3}` : block}]].`;
  throw refuse("deletionStudy", `${name} must be a list of lists of blocks, got ${show(list)}`, remedy);
}
