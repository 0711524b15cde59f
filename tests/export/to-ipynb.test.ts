import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { toIpynb, type MediaBundle, type ShownOutputs } from "../../src/export/to-ipynb.ts";
import { renderChapter } from "../../src/notebook/render-chapter.ts";
import { fence, front, render } from "../notebook/chapter-text.ts";
import { findNotebookProblems } from "./nbformat.ts";
import { readerChapter } from "./reader-chapter.ts";

interface Notebook {
  readonly metadata: { readonly course: unknown };
  readonly cells: readonly {
    readonly cell_type: string;
    readonly id: string;
    readonly source: readonly string[];
    readonly outputs?: readonly unknown[];
    readonly metadata: Readonly<Record<string, unknown>>;
  }[];
}

/** Exports a small chapter, checks the file and returns its cells. */
function exportCells(
  body: string,
  changes: Parameters<typeof readerChapter>[1] = {},
  outputs: ShownOutputs = new Map(),
) {
  const text = toIpynb(front + body, readerChapter(render(body), changes), outputs);
  expect(findNotebookProblems(text)).toEqual([]);
  const notebook = JSON.parse(text) as Notebook;
  const textOf = ({ source }: Notebook["cells"][number]) => source.join("");
  return { notebook, texts: notebook.cells.map(textOf), cells: notebook.cells };
}

test("the course's own chapter is a valid notebook with all its cells", () => {
  const text = readFileSync("chapters/02-degradation.md", "utf8");
  const chapter = renderChapter(text, { file: "chapters/02-degradation.md" });
  const outputs: ShownOutputs = new Map(
    chapter.cells.map(({ id }) => [id, [{ "text/html": "<p>\n</p>", "text/plain": "x" }]]),
  );
  const exported = toIpynb(text, readerChapter(chapter), outputs);
  expect(findNotebookProblems(exported)).toEqual([]);
  const code = (JSON.parse(exported) as Notebook).cells.filter(({ cell_type: type }) => type === "code");
  const blocks = chapter.cells.filter(({ place }) => place === "block");
  expect(code.map(({ source }) => source.join(""))).toEqual(blocks.map(({ source }) => source));
  expect(exported).not.toMatch(/^ *":::/m);
});

test("the reader's cells, their outputs and how their runs went are in it", () => {
  const { cells, notebook } = exportCells(
    `${fence("const a = train();", "run=manual code=folded")}\n${fence("a", "id=seen")}`,
    {
      sources: { a: "const a = train(1);" },
      added: [{ id: "a.b:c", source: "let x: number = 1", mode: "ts", note: "Running, step 3 of 8" }],
      order: ["a", "seen", "a.b:c"],
    },
    new Map<string, MediaBundle[]>([
      ["seen", [{ "image/svg+xml": "<svg/>" }, { "text/html": "<b>1</b>", "text/plain": "1" }]],
    ]),
  );
  const [, a, seen, own] = cells;
  expect(a).toMatchObject({
    id: "a",
    source: ["const a = train(1);"],
    metadata: { tags: ["edited"], jupyter: { source_hidden: true } },
  });
  expect(seen?.outputs).toMatchObject([{ data: { "image/svg+xml": ["<svg/>"] } }, { data: { "text/plain": ["1"] } }]);
  expect(own).toMatchObject({ id: "a-b-c", metadata: { course: { id: "a.b:c", language: "typescript" } } });
  expect(own?.outputs).toMatchObject([{ output_type: "stream", text: ["Running, step 3 of 8\n"] }]);
  expect(notebook.metadata.course).toMatchObject({ chapter: "test", edits: { sources: { a: "const a = train(1);" } } });
});

test("prose is in the Markdown that notebooks know", () => {
  const body =
    '## Title {#title}\n\nValue ${1 + 1}, claim.{data-claim="D1"}[^note]\n\n$$ x_{a} $$ {#eq-x}\n\n' +
    ':::details{summary="More\n of it"}\nInside, [[seeds]] and [[noise|autocorrelation]].\n:::\n\n```text static\n:::not a box {#x}\n```\n\n[^note]: A *source*.\n';
  const { texts } = exportCells(body, {}, new Map([["inline-1", [{ "text/plain": "2" }]]]));
  expect(texts[1]).toBe(
    "## Title\n\nValue 2, claim. \\[note\\]\n\n$$ x_{a} $$\n\n**More of it**\n\n" +
      "Inside, [seeds](https://course.example/glossary/#seed) and [noise](https://course.example/glossary/#autocorrelation)." +
      "\n\n```text\n:::not a box {#x}\n```\n\n- \\[note\\] A *source*.",
  );
  expect(texts[0]).toContain("# Test\n\nA test.\n\n*Exported on 2026-11-21 from <https://course.example/test/>.");
});

test("what the prose rests on stands at its end, and not in a table's last row", () => {
  const mark = (rows: string, words: string) => ({ rows, words, url: "https://course.example/claims/#D1" });
  const marks = [mark("D1", "reported: Fig. 6"), mark("D4 D7", "derived here: E-D6"), mark("D1", "explained here")];
  const body =
    'Is **it so?**{data-claim="D1"} It is.[^note]{data-claim="D1"}\n\n| a |\n| - |\n| b |\n\n{data-claim="D4 D7"}\n\n' +
    '- item{data-claim="D1"}\n\n[^note]: A source.\n';
  const { texts } = exportCells(body, { marks });
  const link = (words: string) => `*([${words}](https://course.example/claims/#D1))*`;
  expect(texts[1]).toBe(
    `Is **it so?** It is. \\[note\\] ${link("reported: Fig. 6")}\n\n| a |\n| - |\n| b |\n\n` +
      `${link("derived here: E-D6")}\n\n- item ${link("explained here")}\n\n- \\[note\\] A source.`,
  );
});
