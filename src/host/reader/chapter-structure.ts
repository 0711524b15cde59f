/** A cell of the reader's own. Its text is kept as any other edit, under its id. */
export interface AddedCell {
  readonly id: string;
  readonly run: "auto" | "manual";
}

/**
 * Where a cell stands that is not in its published place. The anchor is the place of a published cell, not the cell:
 * it stays where it is when that cell is moved or deleted.
 */
export interface Placement {
  readonly id: string;
  readonly anchor: string;
  readonly side: "before" | "after";
}

/** What a reader made of the order of a chapter's cells. Placements with the same anchor and side stand in order. */
export interface ChapterStructure {
  readonly added: readonly AddedCell[];
  readonly placed: readonly Placement[];
  readonly deleted: readonly string[];
}

/** The chapter as it is published. */
export const publishedStructure: ChapterStructure = { added: [], placed: [], deleted: [] };

export function isPublished({ added, placed, deleted }: ChapterStructure): boolean {
  return added.length + placed.length + deleted.length === 0;
}

/** All cells in the order of the page, the deleted ones in their places among them. */
export function orderPlaces(published: readonly string[], { placed }: ChapterStructure): readonly string[] {
  const away = new Set(placed.map(({ id }) => id));
  const at = (anchor: string, side: Placement["side"]) =>
    placed.filter((each) => each.anchor === anchor && each.side === side).map(({ id }) => id);
  return published.flatMap((id) => [...at(id, "before"), ...(away.has(id) ? [] : [id]), ...at(id, "after")]);
}

/** The cells that there are, in the order of the page. */
export function orderCells(published: readonly string[], structure: ChapterStructure): readonly string[] {
  const deleted = new Set(structure.deleted);
  return orderPlaces(published, structure).filter((id) => !deleted.has(id));
}

/** @param afterId the cell that it follows; null for the chapter's end */
export function addCell(
  structure: ChapterStructure,
  published: readonly string[],
  cell: AddedCell,
  afterId: string | null,
): ChapterStructure {
  const added = [...structure.added, cell];
  const last = published.at(-1);
  if (afterId !== null)
    return { ...structure, added, placed: placeBeside(structure.placed, cell.id, afterId, "after") };
  if (last === undefined) return { ...structure, added };
  return { ...structure, added, placed: [...structure.placed, { id: cell.id, anchor: last, side: "after" }] };
}

export function deleteCell(structure: ChapterStructure, id: string): ChapterStructure {
  if (structure.deleted.includes(id)) return structure;
  return { ...structure, deleted: [...structure.deleted, id] };
}

export function restoreCell(structure: ChapterStructure, id: string): ChapterStructure {
  return { ...structure, deleted: structure.deleted.filter((each) => each !== id) };
}

/** Lets a cell change places with the one before or after it. The first cannot go up, the last not down. */
export function moveCell(
  structure: ChapterStructure,
  published: readonly string[],
  id: string,
  direction: "up" | "down",
): ChapterStructure {
  const order = orderCells(published, structure);
  const at = order.indexOf(id);
  const neighbour = order[direction === "up" ? at - 1 : at + 1];
  if (at < 0 || neighbour === undefined) return structure;
  const others = structure.placed.filter((each) => each.id !== id);
  const side = direction === "up" ? "before" : "after";
  const moved = { ...structure, placed: placeBeside(others, id, neighbour, side) };
  if (!published.includes(id)) return moved;
  const home = { ...structure, placed: others };
  const isHome = orderCells(published, home).join("\n") === orderCells(published, moved).join("\n");
  return isHome ? home : moved;
}

/**
 * Fits what was kept, or came with a link, to the chapter as it is now. A cell of the reader's whose anchor is gone
 * goes to the end, a published one home; an added cell that the chapter now brings itself is no longer an added one.
 */
export function fitStructure(
  { added, placed, deleted }: ChapterStructure,
  published: readonly string[],
): ChapterStructure {
  const own = uniqueById(added).filter(({ id }) => !published.includes(id));
  const isOwn = (id: string) => own.some((cell) => cell.id === id);
  const last = published.at(-1);
  const fitting = uniqueById(placed).flatMap((each): Placement[] => {
    if (published.includes(each.anchor)) return isOwn(each.id) || published.includes(each.id) ? [each] : [];
    return [];
  });
  const lost = own.filter(({ id }) => !fitting.some((each) => each.id === id));
  const atEnd = last === undefined ? [] : lost.map(({ id }): Placement => ({ id, anchor: last, side: "after" }));
  const known = (id: string) => isOwn(id) || published.includes(id);
  return { added: own, placed: [...fitting, ...atEnd], deleted: [...new Set(deleted)].filter(known) };
}

/** Puts a cell directly beside another one, wherever that stands. */
function placeBeside(
  placed: readonly Placement[],
  id: string,
  neighbour: string,
  side: Placement["side"],
): readonly Placement[] {
  const at = placed.findIndex((each) => each.id === neighbour);
  const beside = placed[at];
  if (beside) return placed.toSpliced(side === "before" ? at : at + 1, 0, { ...beside, id });
  const placement = { id, anchor: neighbour, side };
  return side === "before" ? [...placed, placement] : [placement, ...placed];
}

function uniqueById<Item extends { readonly id: string }>(items: readonly Item[]): Item[] {
  return [...new Map(items.map((item) => [item.id, item])).values()];
}
