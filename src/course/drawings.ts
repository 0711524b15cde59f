/** Hash of each module, and version of each package, by its path or name at the time. */
export type CodeHashes = Readonly<Record<string, string>>;

/** What an output was drawn from. */
export interface Drawing {
  /** Of its cell's text, and of the texts of the automatic cells that it follows from. */
  readonly cells: string;
  /** Of the recorded values that it follows from, and, for a verdict, of the chapter's claims. */
  readonly values: string;
  /** Of the modules that draw it. */
  readonly code: string;
}

/** What all outputs of a chapter were drawn from, at the same time. */
export interface Drawings {
  /** Every module that drew one of them. */
  readonly code: CodeHashes;
  /** By cell id. */
  readonly outputs: Readonly<Record<string, Drawing>>;
}
