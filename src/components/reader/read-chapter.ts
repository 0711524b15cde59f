import { toPlain } from "../../editor/plain-edits.ts";
import { encodeShare } from "../../editor/share-link.ts";
import { CourseError } from "../../core/errors.ts";
import type { ReaderCell, ReaderChapter } from "../../export/reader-chapter.ts";
import { isPublished, orderPlaces } from "../../host/reader/chapter-structure.ts";
import type { Notebook } from "../../host/notebook.ts";
import type { ChapterCell } from "../../notebook/chapter.ts";
import { exportNote } from "./export-note.ts";
import { readRowMarks } from "./read-row-marks.ts";

/** The published chapter, as the page carries it. */
export interface PublishedChapter {
  readonly slug: string;
  readonly cells: readonly ChapterCell[];
}

/** What exports are made of, as the open page has it at this moment. */
export async function readChapter(notebook: Notebook, { slug, cells }: PublishedChapter): Promise<ReaderChapter> {
  const published = new Map(cells.map((cell) => [cell.id, cell]));
  const { edits } = notebook.reader;
  const isEdited = edits.edits.size > 0 || !isPublished(edits.structure);
  const now = performance.now();
  const readCell = (id: string): ReaderCell => {
    const view = notebook.view(id);
    const { code = "shown", place = "block" } = published.get(id) ?? {};
    const { source, mode, run, added, edited } = view;
    const change = added ? "added" : edited ? "edited" : null;
    return { id, source, mode, run, code, place, change, note: exportNote(view, now) };
  };
  const url = location.href.replace(/[?#].*$/, "");
  return {
    slug,
    title: document.querySelector("h1")?.textContent?.trim() ?? document.title,
    summary: document.querySelector<HTMLMetaElement>('meta[name="description"]')?.content ?? "",
    url,
    date: today(),
    published: cells,
    order: orderPlaces([...published.keys()], edits.structure),
    cells: notebook.cells.map(readCell),
    marks: readRowMarks(document),
    edits: isEdited ? { data: toPlain(edits), link: await linkTo(url, slug, edits) } : null,
  };
}

/** Null where the edits are too long for a link: they stand in the export all the same. */
async function linkTo(url: string, slug: string, edits: Notebook["reader"]["edits"]): Promise<string | null> {
  try {
    return url + (await encodeShare({ chapter: slug, scope: "chapter", edits }));
  } catch (error) {
    if (error instanceof CourseError) return null;
    throw error;
  }
}

/** By the reader's own clock. */
function today(): string {
  const now = new Date();
  const two = (value: number) => String(value).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
