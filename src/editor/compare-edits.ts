import { orderCells } from "../host/reader/chapter-structure.ts";
import type { ReaderEdits } from "../host/reader/edit-store.ts";
import type { SharedEdits } from "./share-link.ts";

/** What applying a shared link would do to one cell. */
export interface CellDifference {
  readonly id: string;
  readonly kind: "changed" | "added" | "deleted" | "restored" | "moved";
  /** The cell's text before and after; the same where only its place differs. */
  readonly mine: string;
  readonly theirs: string;
  /** The text before is the reader's own, not the published one: it would be put aside. */
  readonly isMineEdited: boolean;
}

export interface Comparison {
  readonly differences: readonly CellDifference[];
  /** The reader's edits as they would be. */
  readonly result: ReaderEdits;
}

/**
 * Compares the reader's chapter with what a link would make of it, cell by cell, in the order of the result.
 * @param published the texts of the chapter's cells that can be edited, in order
 * @param mine already fitted to the chapter, as the host gives it
 * @param fit fits an order of cells to the chapter, with a place for every text that has none
 */
export function compareEdits(
  published: ReadonlyMap<string, string>,
  mine: ReaderEdits,
  { scope, edits: shared }: SharedEdits,
  fit: (edits: ReaderEdits) => ReaderEdits,
): Comparison {
  const result = fit(scope === "chapter" ? shared : joinCells(mine, shared));
  const ids = [...published.keys()];
  const [before, after] = [orderCells(ids, mine.structure), orderCells(ids, result.structure)];
  const placeOf = ({ structure }: ReaderEdits, id: string) =>
    JSON.stringify(structure.placed.find((each) => each.id === id) ?? null);
  const textOf = ({ edits }: ReaderEdits, id: string) => edits.get(id)?.source ?? published.get(id) ?? "";
  const compare = (id: string): CellDifference[] => {
    const [wasThere, isThere] = [before.includes(id), after.includes(id)];
    const isMineEdited = wasThere && mine.edits.has(id);
    const [own, other] = [textOf(mine, id), textOf(result, id)];
    const difference = { id, mine: own, theirs: other, isMineEdited };
    if (wasThere && !isThere) return [{ ...difference, kind: "deleted", theirs: "" }];
    if (!wasThere && isThere)
      return [{ ...difference, kind: published.has(id) ? "restored" : "added", mine: published.has(id) ? own : "" }];
    if (own !== other) return [{ ...difference, kind: "changed" }];
    return placeOf(mine, id) === placeOf(result, id) ? [] : [{ ...difference, kind: "moved" }];
  };
  return { differences: [...new Set([...after, ...before])].flatMap(compare), result };
}

/** The cells of a link put into the reader's own chapter; everything else stays as it is. */
function joinCells(mine: ReaderEdits, shared: ReaderEdits): ReaderEdits {
  const { added, placed, deleted } = shared.structure;
  const isNew = ({ id }: { readonly id: string }) => !mine.structure.added.some((each) => each.id === id);
  const restored = new Set(shared.edits.keys());
  return {
    structure: {
      added: [...mine.structure.added, ...added.filter(isNew)],
      placed: [
        ...mine.structure.placed,
        ...placed.filter(isNew).filter(({ id }) => added.some((each) => each.id === id)),
      ],
      deleted: [...mine.structure.deleted.filter((id) => !restored.has(id)), ...deleted],
    },
    edits: new Map([...mine.edits, ...shared.edits]),
  };
}
