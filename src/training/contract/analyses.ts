import type { Shape } from "../../core/shape.ts";
import type { SplitName } from "../../data/spec.ts";
import type { BlockLabel } from "../../models/graph.ts";
import type { BlockChange } from "../../models/block-change.ts";
import type { NetFacts } from "./net-facts.ts";
import type { StatisticsMode } from "./session.ts";

/** What can be asked of a net with given parameters, once it is trained. */
export type AnalysisQuestion =
  | EvaluationQuestion
  | ConfusionQuestion
  | FeatureMapsQuestion
  | DeletionQuestion
  | LossPlaneQuestion
  | DecisionPlaneQuestion;

/** Which examples a question is about, and which statistics batch normalisation uses. */
export interface Examined {
  readonly split: SplitName;
  readonly mode: StatisticsMode;
  /** The first so many of the split; Infinity: all. */
  readonly examples: number;
}

export interface EvaluationQuestion extends Examined {
  readonly kind: "evaluation";
}

export interface ConfusionQuestion extends Examined {
  readonly kind: "confusion";
}

export interface FeatureMapsQuestion {
  readonly kind: "feature-maps";
  readonly split: SplitName;
  /** Of the example within its split. */
  readonly index: number;
  /** Names of nodes. */
  readonly nodes: readonly string[];
}

export interface DeletionQuestion extends Examined {
  readonly kind: "deletion";
  readonly changes: readonly BlockChange[];
}

export interface LossPlaneQuestion extends Examined {
  readonly kind: "loss-plane";
  readonly directions: 1 | 2;
  /** Points along each direction, from −span to span. */
  readonly resolution: number;
  /** In lengths of each filter. */
  readonly span: number;
  readonly seed: number;
}

export interface DecisionPlaneQuestion {
  readonly kind: "decision-plane";
  readonly split: SplitName;
  /** Points along each side of the square. */
  readonly resolution: number;
  /** Half a side of the square around the origin; null: as far as the split's points reach. */
  readonly span: number | null;
}

/** What a question is answered with; scores of a split, deletion studies and loss planes come in parts. */
export type Analysis = SplitScore | Confusion | FeatureMaps | DeletionStudy | LossPlane | DecisionPlane;

/** Which class was taken for which. */
export interface Confusion {
  readonly classNames: readonly string[];
  /** Row: the true class; column: the one that the net chose. */
  readonly counts: readonly (readonly number[])[];
  readonly loss: number;
  readonly accuracy: number;
  readonly net: NetFacts;
  readonly examined: ExaminedFacts;
}

/** As `Examined`, with the examples that there were. */
export interface ExaminedFacts {
  readonly split: SplitName;
  readonly mode: StatisticsMode;
  readonly examples: number;
}

/** What nodes put out for one example. */
export interface FeatureMaps {
  readonly net: NetFacts;
  readonly split: SplitName;
  readonly index: number;
  readonly example: FeatureMap;
  /** Names of the example's class and of the one that the net chose; null for regression. */
  readonly label: string | null;
  readonly predicted: string | null;
  readonly maps: readonly FeatureMap[];
}

export interface FeatureMap {
  /** Of the node. */
  readonly name: string;
  readonly op: string;
  readonly block: BlockLabel | null;
  /** [height, width, channels], or [features]. */
  readonly shape: Shape;
  readonly values: Float32Array | readonly number[];
}

/** A net with some of its blocks deleted or swapped, none of it trained again. */
export interface DeletionStudy {
  readonly status: "running" | "paused" | "done" | "stopped";
  readonly net: NetFacts;
  readonly examined: ExaminedFacts;
  /** The net as it is. */
  readonly whole: NetScore;
  readonly rows: readonly ChangedScore[];
  /** Rows when it is done. */
  readonly total: number;
}

export interface NetScore {
  readonly loss: number;
  /** Null for regression. */
  readonly accuracy: number | null;
}

/** The mean over the examples that were scored so far. */
export interface SplitScore extends NetScore {
  readonly status: "running" | "paused" | "done";
  /** Of the examined ones. */
  readonly scored: number;
  readonly examined: ExaminedFacts;
}

export interface ChangedScore extends NetScore {
  readonly change: BlockChange;
}

/** The loss around given parameters. */
export interface LossPlane {
  readonly status: "running" | "paused" | "done" | "stopped";
  readonly net: NetFacts;
  readonly examined: ExaminedFacts;
  readonly directions: 1 | 2;
  readonly seed: number;
  /** α of each column, and, with two directions, β of each row. */
  readonly positions: readonly number[];
  /** Rows that are complete, from β = −span on; one row where there is one direction. */
  readonly loss: readonly (readonly number[])[];
}

/** What a net makes of a square of the plane, in texts of one digit a point, so that four of them stay below 40 kB. */
export interface DecisionPlane {
  readonly net: NetFacts;
  readonly examined: ExaminedFacts;
  /** Share of the examined points that the net gets right. */
  readonly accuracy: number;
  readonly classNames: readonly string[];
  /** The square reaches from −span to span, both ways. */
  readonly span: number;
  /** Rows from the lowest y to the highest, points from the left: the most probable class. */
  readonly classes: readonly string[];
  /** The same points: whole tenths of that class's probability, 9 for 0.9 to 1. */
  readonly tenths: readonly string[];
}

/** The filters of a net's first convolution. */
export interface FirstLayerFilters {
  readonly net: NetFacts;
  /** Of the convolution. */
  readonly name: string;
  /** [k, k, channels], of one filter. */
  readonly shape: readonly number[];
  /** One array of k · k · channels values for each filter. */
  readonly filters: readonly Float32Array[];
}
