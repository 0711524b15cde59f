/** A table of one of the papers, as data: what was reported, and beside it what this course counts itself. */
export interface PaperTable {
  /** `residual-2`: Table 2 of He et al. 2015. */
  readonly id: string;
  /** What is compared, as a heading: "Plain and residual nets on ImageNet". */
  readonly title: string;
  /** Paper and table. It is the source of every number that has no other. */
  readonly source: string;
  /** On which data, how tested, how often repeated. */
  readonly conditions: string;
  /** What the first column lists: "Net", "Unit". */
  readonly lists: string;
  readonly columns: readonly PaperColumn[];
  readonly rows: readonly PaperRow[];
  /** In what its rows differ besides their numbers: each can be chosen by. */
  readonly facets?: readonly PaperFacet[];
  /** The key of the column against which the others can be plotted: what a net costs. */
  readonly cost?: string;
}

/** How a number was come by: by how many crops, on which set. */
export interface PaperFacet {
  readonly key: string;
  readonly title: string;
}

export interface PaperColumn {
  /** Under which rows have its values. */
  readonly key: string;
  readonly title: string;
  /** "%", "parameters": what is counted or measured. */
  readonly unit: string;
  /** Decimals as the paper prints them; what is counted has none. */
  readonly decimals: number;
  /** Where its numbers are from, if not from the paper's table. */
  readonly source?: string;
}

export interface PaperRow {
  readonly name: string;
  /** Decides the colour of its marks. */
  readonly family: "plain" | "residual" | "bottleneck" | "pre-activation" | "other";
  /** By the keys of columns. What the paper does not give is left out. */
  readonly values: Readonly<Record<string, PaperValue>>;
  /** By the keys of the table's facets: "10", "validation". */
  readonly facets?: Readonly<Record<string, string>>;
}

/** A number as the paper gives it, or with what has to be said of it. */
export type PaperValue = number | QualifiedValue;

export interface QualifiedValue {
  /** null where the paper prints a word: "fail". */
  readonly value: number | null;
  /** What is printed in its place, or behind it: "fail", "7.72 ± 0.16". */
  readonly text?: string;
  /** What a reader must know of this number: "on the test set". */
  readonly note?: string;
  /** If it is neither from the table nor from its column's source. */
  readonly source?: string;
}

/** A value in its long form. */
export function qualify(value: PaperValue | undefined): QualifiedValue | null {
  if (value === undefined) return null;
  return typeof value === "number" ? { value } : value;
}

/** Where a number is from. */
export function sourceOf({ source }: PaperTable, column: PaperColumn, value: QualifiedValue): string {
  return value.source ?? column.source ?? source;
}

/** What begins the source of a number that this course counted. Every other one was reported by somebody. */
export const countedHere = "counted here, to the unit, from the course's own net: weights, biases, γ and β";
export const multiplyAddsHere =
  "counted here, to the unit, from the course's own net: multiply-adds of convolutions and dense layers for one image of 224 × 224";

export function isCounted(source: string): boolean {
  return source.startsWith("counted here");
}
