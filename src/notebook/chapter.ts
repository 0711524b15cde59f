/** A chapter as the content loader stores it: text in (chapters/*.md), plain data out. */
export interface Chapter {
  /** File name without number and extension: "02-degradation.md" is "degradation". */
  readonly slug: string;
  readonly front: FrontMatter;
  /** The whole page body. Cells stand in it as <notebook-cell data-cell="id">. */
  readonly html: string;
  readonly headings: readonly Heading[];
  readonly cells: readonly ChapterCell[];
  readonly claims: readonly Claim[];
  readonly exercises: readonly Exercise[];
}

/** What an input gives that a recording can be chosen by. */
export type KnobValue = number | string | boolean;

export interface FrontMatter {
  readonly title: string;
  /** Chapter number: 1 to 5; extras from 6 on. */
  readonly number: number;
  /** One sentence under the title and in search results. */
  readonly summary: string;
  /** Minutes to read and run, as a whole number. */
  readonly minutes: number;
  /** The small setting of the chapter's experiments: other values for some of the names that its cells define. */
  readonly small?: Readonly<Record<string, unknown>>;
  /** Where knobs may stand, besides as published, so that what follows is shown from a recording: values by the knob's name. */
  readonly stops?: Readonly<Record<string, readonly KnobValue[]>>;
  /** Ids of the sections that are read by who has less time. */
  readonly short?: readonly string[];
  /** Not open to readers yet: the development server shows it, builds and recordings leave it out. */
  readonly draft?: true;
}

export interface Heading {
  readonly depth: number;
  readonly id: string;
  readonly text: string;
}

export interface ChapterCell {
  /** From the fence (`id=…`), else its first output name, else `cell-<n>`; unique within the chapter. */
  readonly id: string;
  /** The published text of the cell, exactly as in the fence. */
  readonly source: string;
  readonly mode: "js" | "ts";
  /** "manual": runs only when asked; training cells are manual. */
  readonly run: "auto" | "manual";
  /** How the code is shown at rest. */
  readonly code: "shown" | "folded" | "hidden";
  /** First line of the fence's content in the Markdown file, counted from 1. */
  readonly line: number;
  /** "inline": `${…}` within a sentence, shown as <inline-cell>; "block": a fence, shown as <notebook-cell>. */
  readonly place: "block" | "inline";
  readonly compiled: CompiledCell;
}

/**
 * What the runtime needs to define a cell. `body` is one function expression whose parameters are `inputs` and, where
 * the cell imports, the function that loads a module.
 */
export interface CompiledCell {
  readonly body: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** The cell is an expression whose value is displayed. */
  readonly autodisplay: boolean;
  /** Lines of `body` before the reader's first line, so that a run-time error can name the reader's own line. */
  readonly prefixLines: number;
}

/** One of the answers that a box offers, with the effects that it stands for: none given, and it is all others. */
export interface GuessChoice {
  readonly words: string;
  readonly atLeast?: number;
  readonly atMost?: number;
}

/**
 * What readers guess before an experiment shows how it came out: where an arm's curve ends, which is the mean of its
 * last mini-batches, or one of a few answers.
 */
export type GuessForm =
  | { readonly kind: "number"; readonly arm: string; readonly last: number }
  | { readonly kind: "choice"; readonly choices: readonly GuessChoice[] };

/** The claim of an experiment's box: threshold and direction are fixed here, in the text, before any run. */
export interface Claim {
  /** The experiment's id in the ledger, e.g. "E-D1". */
  readonly id: string;
  /** What the experiment asks: it does not say how it comes out. */
  readonly question: string;
  readonly guess: GuessForm;
  /** Rows of the ledger that this box answers, e.g. ["D1", "D4"]. */
  readonly rows: readonly string[];
  readonly badge: "reported" | "derived" | "reproduced";
  /** Paper and place, e.g. "He et al. 2015, Fig. 6". */
  readonly source: string;
  /** What is measured, in words, with its unit. */
  readonly measure: string;
  /** Exactly one of the two; the effect of every seed is compared with it. */
  readonly atLeast?: number;
  readonly atMost?: number;
  /** What the chapter says of the outcome where it does not say that the claim holds; "open": it depends. */
  readonly states?: "does-not-hold" | "open";
  /** The chapter's small setting shows nothing here. */
  readonly fullOnly?: true;
  /** The effect differs much from seed to seed: its sign is judged, and by the share of seeds that have it. */
  readonly bySign?: true;
  /** Effects are quotients: they are compared on the logarithm. */
  readonly quotient?: true;
  /** What was found over seeds that the page does not use; absent where nothing was measured. */
  readonly reference?: ClaimReference;
}

/** A claim's effects over seeds that the page does not use. */
export interface ClaimReference {
  /** How many seeds. */
  readonly seeds: number;
  /** Of how many the effect meets the threshold. */
  readonly met: number;
  /** Of the finite effects; of quotients the geometric mean. */
  readonly mean: number;
  /** Sample standard deviation of the finite effects; of quotients that of their natural logarithms. */
  readonly deviation: number;
  /** The effect nearest to the threshold, or farthest beyond it. */
  readonly weakest: number;
}

/** An exercise box as authored. Nothing of it runs while the chapter is built. */
export interface Exercise {
  readonly id: string;
  readonly kind: "code" | "number" | "choice" | "text" | "experiment";
  readonly points: number;
  /** Names that the learner's answer must define. */
  readonly defines: readonly string[];
  readonly timeoutSeconds: number;
  /** What the learner starts from, exactly as in the fence; null where there is nothing to start from. */
  readonly starter: string | null;
  /** The cell that holds the starter in the page, and the learner's answer later; null where there is none. */
  readonly cell: string | null;
  readonly checks: readonly ExerciseCheck[];
  /** Line of the opening colons in the Markdown file, counted from 1. */
  readonly line: number;
}

/** A check that the learner sees and can run. Hidden checks are not part of a chapter. */
export interface ExerciseCheck {
  readonly name: string;
  readonly points: number;
  /** An expression over the names of the chapter: `readCheckValue` says what its value means. */
  readonly source: string;
  readonly compiled: CompiledCell;
  /** What to say where the check fails without a hint of its own. */
  readonly hint: string | null;
  readonly line: number;
}
