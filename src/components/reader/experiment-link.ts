import { viewQuery } from "../../browser/view-query.ts";
import { encodeShare } from "../../editor/share-link.ts";
import { publishedStructure } from "../../host/reader/chapter-structure.ts";
import type { Notebook } from "../../host/notebook.ts";
import { findUpstream } from "../../notebook/cell-graph.ts";

/**
 * A link to one experiment as it stands here: with the edits and the settings of its cells and of all that they follow
 * from. Where nothing differs from what is published it is the plain link.
 * @param cells ids of the cells in the experiment's box
 * @param at the box's id
 * @throws CourseError where a link cannot hold them
 */
export async function linkToExperiment(
  notebook: Notebook,
  { slug, cells, at }: { readonly slug: string; readonly cells: readonly string[]; readonly at: string },
): Promise<string> {
  const needed = new Set(cells.flatMap((id) => [id, ...findUpstream(notebook.graph, id)]));
  const keep = <Value>(all: ReadonlyMap<string, Value>) => new Map([...all].filter(([id]) => needed.has(id)));
  const { edits } = notebook.reader.fit(notebook.reader.edits);
  const shared = { edits: keep(edits), knobs: keep(notebook.answers.knobs) };
  const address = `${location.origin}${location.pathname}${viewQuery()}`;
  if (shared.edits.size === 0 && shared.knobs.size === 0) return `${address}#${at}`;
  const content = { structure: publishedStructure, edits: shared.edits };
  return `${address}${await encodeShare({ chapter: slug, scope: "cells", edits: content, knobs: shared.knobs, at })}`;
}
