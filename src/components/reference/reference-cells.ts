import { exampleValues } from "../../course/example-values.ts";
import type { FunctionDoc } from "../../editor/api-doc.ts";
import type { ChapterCell } from "../../notebook/chapter.ts";
import { renderChapter } from "../../notebook/render-chapter.ts";

/** The cells of the reference: what all examples may name, and an example for each function. None runs by itself. */
export interface ReferenceCells {
  readonly cells: readonly ChapterCell[];
  /** The HTML of each cell, by its id. */
  readonly html: ReadonlyMap<string, string>;
}

/** The id of the cell that shows a function at work. */
export function exampleId(name: string): string {
  return `example-${name}`;
}

/** @throws ChapterError if an example does not compile */
export function renderReferenceCells(docs: readonly FunctionDoc[]): ReferenceCells {
  const fences = [
    ...exampleValues.map(({ id, source }) => fence(id, source)),
    ...docs.flatMap(({ name, example }) => (example === undefined ? [] : [fence(exampleId(name), example)])),
  ];
  const { cells, html } = renderChapter(`${frontMatter}\n${fences.join("\n")}`, { file: "98-reference.md" });
  const elements = html.match(/<notebook-cell[\s\S]*?<\/notebook-cell>/g) ?? [];
  return { cells, html: new Map(cells.map(({ id }, at) => [id, elements[at] ?? ""])) };
}

const frontMatter = "---\ntitle: Reference\nnumber: 98\nsummary: What a cell can name.\nminutes: 1\n---\n";

function fence(id: string, source: string): string {
  return `\`\`\`js run=manual id=${id}\n${source}\n\`\`\`\n`;
}
