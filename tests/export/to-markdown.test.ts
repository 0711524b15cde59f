import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { exportName } from "../../src/export/reader-chapter.ts";
import { toMarkdown } from "../../src/export/to-markdown.ts";
import { renderChapter } from "../../src/notebook/render-chapter.ts";
import { fence, front, render } from "../notebook/chapter-text.ts";
import { essence, readerChapter } from "./reader-chapter.ts";

const degradation = readFileSync("chapters/02-degradation.md", "utf8");
const file = "chapters/02-degradation.md";

describe("the course's own chapter", () => {
  const chapter = renderChapter(degradation, { file });

  test("comes out as it went in where nothing is edited", () => {
    expect(toMarkdown(degradation, readerChapter(chapter))).toBe(degradation);
  });

  test("compiles to the reader's cells again, in the reader's order", () => {
    const [first, second, third, ...others] = chapter.cells.map(({ id }) => id);
    const last = others.at(-1) ?? "";
    const changed = readerChapter(chapter, {
      sources: {
        knobs: "const steps = 50;\nconst seedCount = 1;\nconst learningRate = 0.1;",
        imageSet: "const imageSet = shapes();",
      },
      added: [
        { id: "mine", source: "/*\n```js\nno fence\n```\n*/\n1 + 1" },
        { id: "mine-2", source: "train(plainMlp({depth: 4}), {data: spiral()})", run: "manual" },
      ],
      order: [second, first, "mine", third, ...others.slice(0, -1), last, "mine-2"].map((id) => id ?? ""),
      deleted: [last],
    });
    const again = renderChapter(toMarkdown(degradation, changed), { file });
    expect(again.cells.map(essence)).toEqual(changed.cells.map(essence));
    expect(again.claims).toEqual(chapter.claims);
    expect(again.headings).toEqual(chapter.headings);
  });
});

/** Exports a small chapter and compiles it again. */
function roundTrip(
  body: string,
  changes: Parameters<typeof readerChapter>[1],
): { readonly text: string; readonly same: boolean } {
  const changed = readerChapter(render(body), changes);
  const text = toMarkdown(front + body, changed).slice(front.length);
  const [again, wanted] = [render(text).cells.map(essence), changed.cells.map(essence)];
  return { text, same: JSON.stringify(again) === JSON.stringify(wanted) };
}

describe("a reader's cells in a chapter's text", () => {
  const body = `Text.\n\n${fence("const a = 1;")}\nMore.\n\n${fence("a + 1")}\nEnd.\n`;

  test("an id that the new text does not give is written down", () => {
    const { text, same } = roundTrip(body, { sources: { a: "const b = 1, a = 2;" } });
    expect(text).toContain("```js id=a");
    expect(same).toBe(true);
  });

  test("ids found by counting survive another order", () => {
    const { text, same } = roundTrip(body, { order: ["cell-2", "a"] });
    expect(text).toBe(
      `Text.\n\nMore.\n\n\`\`\`js id=cell-2 \na + 1\n\`\`\`\n\n${fence("const a = 1;", "id=a")}\nEnd.\n`,
    );
    expect(same).toBe(true);
  });

  test("cells before all others, and in a chapter without any left, find a place", () => {
    expect(roundTrip(body, { added: [{ id: "own", source: "1" }], order: ["own", "a", "cell-2"] }).same).toBe(true);
    const { text, same } = roundTrip(body, {
      added: [{ id: "own", source: "1" }],
      order: ["own"],
      deleted: ["a", "cell-2"],
    });
    expect(same).toBe(true);
    expect(text).toContain("Text.\n\nMore.\n\nEnd.");
  });

  test("a cell that follows a deleted one stays in its section", () => {
    const { text, same } = roundTrip(body, {
      added: [{ id: "own", source: "1" }],
      order: ["a", "cell-2", "own"],
      deleted: ["cell-2"],
    });
    expect(text.indexOf("More.")).toBeLessThan(text.indexOf("id=own"));
    expect(text.indexOf("id=own")).toBeLessThan(text.indexOf("End."));
    expect(same).toBe(true);
  });

  test("texts that hold fence marks get longer ones around them", () => {
    expect(roundTrip(body, { sources: { a: "/*\n```\n  ````\n*/\nconst a = 2;" } }).same).toBe(true);
  });

  test("fences in quotations, lists and boxes keep their indentation", () => {
    const quoted = `> ${fence("const a = 1;\n\nconst b = 2;").trimEnd().replaceAll("\n", "\n> ")}\n\n- Item\n\n  ${fence("a").trimEnd().replaceAll("\n", "\n  ")}\n\n:::details{summary="x"}\n${fence("b")}:::\n`;
    const changes = {
      sources: { a: "const a = 3;\n\n  const b = 4;", "cell-2": "a +\n  b" },
      added: [{ id: "own", source: "7" }],
    };
    const { text, same } = roundTrip(quoted, { ...changes, order: ["a", "cell-2", "cell-3", "own"] });
    expect(same).toBe(true);
    expect(text.indexOf("id=own")).toBeLessThan(text.lastIndexOf(":::"));
  });

  test("expressions in sentences are edited in their place", () => {
    const { text, same } = roundTrip("One ${1 + 1}, two ${ 1 + 1 }, plain \\${1 + 1}.\n", {
      sources: { "inline-2": "`{}`" },
    });
    expect(text).toBe("One ${1 + 1}, two ${`{}`}, plain \\${1 + 1}.\n");
    expect(same).toBe(true);
  });

  test("the text of another version of the chapter is refused", () => {
    const chapter = readerChapter(render(body));
    expect(() => toMarkdown(front + body.replace("const a", "let a"), chapter)).toThrow(/published anew/);
    expect(() => toMarkdown(`${front}\n${body}`, chapter)).toThrow(/Reload the page/);
  });

  test("a file's name tells the chapter, whether it is edited, and the day", () => {
    expect(exportName(readerChapter(render(body)), "md")).toBe("test-2026-11-21.md");
    expect(exportName(readerChapter(render(body), { sources: { a: "1" } }), "html")).toBe(
      "test-edited-2026-11-21.html",
    );
  });
});
