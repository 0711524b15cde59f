import type { StateCore, Token } from "markdown-it";
import { claimId, type ChapterDraft } from "./chapter-draft.ts";
import type { ChapterPlace } from "./chapter-error.ts";
import type { Attributes } from "./attributes.ts";

/** What the builder of a box is given. */
export interface Box {
  readonly state: StateCore;
  readonly draft: ChapterDraft;
  readonly attributes: Attributes;
  readonly place: ChapterPlace;
  readonly level: number;
  /** The box's content, with the boxes in it built already. */
  readonly body: readonly Token[];
}

/**
 * The attributes that every box has: its id, its classes, the ledger rows that it answers, and the experiments whose
 * outcome it gives away.
 */
export function boxAttributes({ attributes, draft, place }: Box, className: string): Record<string, string | null> {
  if (attributes.id !== null) claimId(draft, attributes.id, place);
  const rows = attributes.values.get("rows");
  const after = attributes.values.get("data-after");
  return {
    class: [className, ...attributes.classes].join(" "),
    id: attributes.id,
    ...(rows === undefined ? {} : { "data-rows": rows }),
    ...(after === undefined ? {} : { "data-after": after }),
  };
}
