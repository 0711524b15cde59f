/** An entry of the glossary. Texts are Markdown of the course, formulas in them TeX between dollars. */
export interface Term {
  /** As the entry is headed: "mini-batch". Its id is made from it, so that a renamed term has another address. */
  readonly term: string;
  /** Other names that readers meet; they are shown. */
  readonly also?: readonly string[];
  /** Forms of the words that a chapter may mark as this term besides those above and their plurals with -s. */
  readonly forms?: readonly string[];
  /** One to three sentences that stand by themselves, in a card too. */
  readonly text: string;
  /** TeX, set on a line of its own. */
  readonly formula?: string;
  /** Where it is explained: "degradation#observation". Chapters that are not open yet may be named. */
  readonly where?: readonly string[];
  /** Where the facts are from. */
  readonly source?: string;
  /** Headings of other entries. */
  readonly see?: readonly string[];
}

/** The id of an entry: "top-5 error" is "top-5-error". */
export function termId({ term }: Pick<Term, "term">): string {
  return term
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}
