/** What a check says of an answer: nothing to judge yet, not right yet, right. */
export interface CheckOutcome {
  readonly grade: "missing" | "keep-working" | "got-it";
  /** What to look at next; null where there is nothing to say. */
  readonly hint: string | null;
}

/**
 * Reads what a check's expression gave: true is right; null or undefined says that there is no answer yet; a text is a
 * hint for an answer that is not right; anything else is not right either, with the check's general hint.
 * @param given what there is in the place of an answer, as a sentence; null where nothing is
 */
export function readCheckValue(value: unknown, hint: string | null, given: string | null = null): CheckOutcome {
  if (value === true) return { grade: "got-it", hint: null };
  if (value === null || value === undefined) return { grade: "missing", hint: given ?? "There is no answer yet." };
  return { grade: "keep-working", hint: typeof value === "string" && value !== "" ? value : hint };
}
