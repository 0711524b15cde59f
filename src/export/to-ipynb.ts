import { arrangeCells } from "./arrange-cells.ts";
import { escapeMarkdown } from "./escape-markdown.ts";
import type { Segment } from "./segment.ts";
import { programWriter, type TrainedNets } from "./program-text.ts";
import { notebookProse } from "./notebook-prose.ts";
import type { ReaderCell, ReaderChapter } from "./reader-chapter.ts";
import { rowMarkWriter } from "./row-marks.ts";

/** What a cell shows, by media type: "text/html", "image/svg+xml", "text/plain", "image/png" in base 64. */
export type MediaBundle = Readonly<Record<string, string>>;

/** Displayed values by cell id; an inline cell's is its text. */
export type ShownOutputs = ReadonlyMap<string, readonly MediaBundle[]>;

/**
 * The chapter as a Jupyter notebook (nbformat 4.5). Its code needs this course's page to run; what it showed there is in
 * the outputs.
 * @param text the chapter's Markdown, as published
 * @param nets of the cells that train: each cell comes with their PyTorch programs
 * @throws CourseError if the text is not that of the page's chapter
 */
export function toIpynb(
  text: string,
  chapter: ReaderChapter,
  outputs: ShownOutputs,
  nets: TrainedNets = new Map(),
): string {
  const inlineText = ({ id }: ReaderCell) => {
    const [shown = {}] = outputs.get(id) ?? [];
    return shown["text/markdown"] ?? escapeMarkdown(shown["text/plain"] ?? "…");
  };
  const segments = arrangeCells(text, chapter, inlineText);
  const ids = new Set<string>();
  const writeMarks = rowMarkWriter(chapter);
  const writeProgram = programWriter(nets);
  const cells = joinProse(withoutFrontMatter(segments)).flatMap((segment, at): object[] => {
    if (segment.kind === "cell") {
      const { id } = segment.cell;
      const program = writeProgram(id);
      const code = codeCell(segment.cell, outputs.get(id) ?? [], ids);
      return program === null ? [code] : [code, markdownCell(program, uniqueId(`${id}-pytorch`, ids))];
    }
    const prose = notebookProse(segment.lines.join("\n"), chapter.url, writeMarks);
    return prose === "" ? [] : [markdownCell(prose, uniqueId(`text-${at}`, ids))];
  });
  const notebook = {
    cells: [markdownCell(titleText(chapter), uniqueId("title", ids)), ...cells],
    metadata: {
      kernelspec: { display_name: "JavaScript", language: "javascript", name: "javascript" },
      language_info: { name: "javascript", file_extension: ".js", mimetype: "text/javascript" },
      title: chapter.title,
      course: {
        chapter: chapter.slug,
        url: chapter.url,
        exported: chapter.date,
        ...(chapter.edits ? { edits: chapter.edits.data, link: chapter.edits.link } : {}),
      },
    },
    nbformat: 4,
    nbformat_minor: 5,
  };
  return `${JSON.stringify(notebook, null, 1)}\n`;
}

function titleText({ title, summary, url, date, edits }: ReaderChapter): string {
  const origin = `Exported on ${date} from <${url}>${edits ? ", with a reader's edits" : ""}.`;
  const again = edits?.link ? ` [Open it there with these edits.](${edits.link})` : "";
  const kernel =
    "The code runs on that page, and what it showed is kept below. A JavaScript kernel has none of the course's functions " +
    "(train, plainNet, view and all others), so here its cells can be read but not run. Beside a cell that trains stand its nets as PyTorch programs, for Python.";
  return `# ${escapeMarkdown(title)}\n\n${escapeMarkdown(summary)}\n\n*${origin}${again}*\n\n> ${kernel}`;
}

function markdownCell(text: string, id: string): object {
  return { cell_type: "markdown", id, metadata: {}, source: toLines(text) };
}

function codeCell(cell: ReaderCell, shown: readonly MediaBundle[], ids: Set<string>): object {
  const { id, source, mode, run, code, change, note } = cell;
  const noted = note === null ? [] : [{ output_type: "stream", name: "stdout", text: toLines(`${note}\n`) }];
  return {
    cell_type: "code",
    id: uniqueId(id, ids),
    metadata: {
      ...(code === "shown" ? {} : { jupyter: { source_hidden: true } }),
      ...(change === null ? {} : { tags: [change] }),
      course: { id, language: mode === "ts" ? "typescript" : "javascript", run, change },
    },
    execution_count: null,
    outputs: [...noted, ...shown.map(displayData)],
    source: toLines(source),
  };
}

function displayData(bundle: MediaBundle): object {
  // Text and drawings are lists of lines, as notebooks are written; pixels are one text.
  const isText = (type: string) => type.startsWith("text/") || type === "image/svg+xml";
  const data = Object.fromEntries(
    Object.entries(bundle).map(([type, text]) => [type, isText(type) ? toLines(text) : text]),
  );
  return { output_type: "display_data", data, metadata: {} };
}

/** As notebooks keep text: its lines, each with its break. */
function toLines(text: string): string[] {
  return text.split(/(?<=\n)/);
}

/** Ids of a notebook have 1 to 64 letters, digits, hyphens and underlines, and are unique. */
function uniqueId(wanted: string, taken: Set<string>): string {
  const word = wanted.replace(/[^A-Za-z0-9_-]/g, "-").slice(0, 56) || "cell";
  let id = word;
  for (let count = 2; taken.has(id); count++) id = `${word}-${count}`;
  taken.add(id);
  return id;
}

function withoutFrontMatter(segments: readonly Segment[]): Segment[] {
  const [first, ...rest] = segments;
  if (first?.kind !== "prose" || first.lines[0] !== "---") return [...segments];
  const end = first.lines.indexOf("---", 1);
  return [{ kind: "prose", lines: first.lines.slice(end + 1) }, ...rest];
}

/** Where a cell was deleted, the text before and after it is one. */
function joinProse(segments: readonly Segment[]): Segment[] {
  return segments.reduce<Segment[]>((joined, segment) => {
    const last = joined.at(-1);
    if (segment.kind === "prose" && last?.kind === "prose")
      joined[joined.length - 1] = { kind: "prose", lines: [...last.lines, ...segment.lines] };
    else joined.push(segment);
    return joined;
  }, []);
}
