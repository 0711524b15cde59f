/** The documents that the course answers: what people said and asked about residual networks. */
export const sourceDocuments = {
  S0: "a reading group's forum thread, on vanishing gradients and on what a skip connection is",
  S1: "the same group's questions and answers around a live session",
  S2: "the discussion thread of a textbook's section on residual networks",
  S3: "a blog article on the problem that residual networks solve, the first of two parts",
  S4: "a long blog article, from AlexNet to residual networks, with a listing in PyTorch",
} as const;

/** The same in a few words. */
export const sourceNames: Readonly<Record<SourceDocument, string>> = {
  S0: "a reading group's thread",
  S1: "a reading group's live questions",
  S2: "a textbook's discussion thread",
  S3: "a blog article",
  S4: "a blog article with a listing",
};

export type SourceDocument = keyof typeof sourceDocuments;

/**
 * "loose": in the right direction, but it needs a qualifier; "question", "code" and "number": nothing that is true or
 * false, so that `right` is the answer, what the code does, or the number; "off": nothing to teach.
 */
export type RowVerdict = "true" | "loose" | "wrong" | "question" | "code" | "number" | "off";

/** One claim or question, and what the course has to say to it. Chapters name it by `data-claim` or `rows`. */
export interface LedgerRow {
  /** The letter of its subject and a number, e.g. "D4". */
  readonly id: string;
  /** What is said or asked, in our words. */
  readonly statement: string;
  /** Empty where it was asked elsewhere, or the course adds it. */
  readonly from: readonly SourceDocument[];
  /** The public threads where it was asked. */
  readonly askedAt?: string;
  /** The paper that decides and the place in it; null where no paper is needed. */
  readonly paper: string | null;
  readonly verdict: RowVerdict;
  /** What is right, or the answer. */
  readonly right: string;
  /** Experiments that show it, by their ids. */
  readonly experiments: readonly string[];
  /** Live cells that show it where no claim box does, as `chapter#cell`. */
  readonly derivedIn?: readonly string[];
  /**
   * Where it is treated, as `chapter#section` with a section of the chapter's plan, or only `chapter` where the plan
   * leaves the section open. Empty for what is off.
   */
  readonly places: readonly string[];
}

/** Where a row comes from, in words, under a heading of its own. */
export function originOf({
  from,
  askedAt,
}: Pick<LedgerRow, "from" | "askedAt">): readonly [heading: string, words: string] {
  if (from.length > 0) return ["Heard in", from.map((document) => sourceNames[document]).join("; ")];
  return askedAt === undefined ? ["Added", "by this course"] : ["Asked at", askedAt];
}
