import type { StoredAnswer } from "../host/reader/answer-store.ts";

/** An answer as it stands in storage: lists, so that no name of a reader's is ever a property. */
export interface PlainAnswer {
  readonly values: readonly (readonly [name: string, value: unknown])[];
  readonly baseHash: string;
}

export function toPlainAnswer({ values, baseHash }: StoredAnswer): PlainAnswer {
  return { values: [...values], baseHash };
}

/** Null for anything that `toPlainAnswer` has not written: an older version of the course may have, or the reader's own hand. */
export function readPlainAnswer(value: unknown): StoredAnswer | null {
  if (typeof value !== "object" || value === null || !("values" in value) || !("baseHash" in value)) return null;
  const { values, baseHash } = value;
  if (!Array.isArray(values) || typeof baseHash !== "string") return null;
  const isPair = (pair: unknown): pair is [string, unknown] =>
    Array.isArray(pair) && pair.length === 2 && typeof pair[0] === "string";
  return values.every(isPair) ? { values: new Map(values), baseHash } : null;
}
