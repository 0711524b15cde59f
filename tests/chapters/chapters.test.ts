import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { analyzeCells } from "../../src/notebook/analyze-cells.ts";
import { placedRows } from "../../src/notebook/ledger-rows.ts";
import { renderChapter } from "../../src/notebook/render-chapter.ts";

const folder = new URL("../../chapters/", import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith(".md"));
const read = (name: string) => readFileSync(new URL(name, folder), "utf8");

it("every chapter has a number and a slug of its own", () => {
  const chapters = files.map((name) => renderChapter(read(name), { file: `chapters/${name}` }));
  expect(files.length).toBeGreaterThan(0);
  expect(new Set(chapters.map(({ front }) => front.number)).size).toBe(files.length);
  expect(new Set(chapters.map(({ slug }) => slug)).size).toBe(files.length);
});

describe.each(files)("chapters/%s", (name) => {
  const text = read(name);
  const chapter = renderChapter(text, { file: `chapters/${name}` });
  const lines = text.split("\n");

  it("gives every id of the page once", () => {
    const ids = [...chapter.html.matchAll(/<[a-z][^<>]*?\sid="([^"]*)"/g)].map(([, id]) => id);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  });

  it("holds each of its cells in the page", () => {
    const placed = [...chapter.html.matchAll(/<(?:notebook|inline)-cell data-cell="([^"]*)"/g)].map(([, id]) => id);
    expect(placed).toEqual(chapter.cells.map(({ id }) => id));
    expect(analyzeCells(chapter.cells).problems).toEqual([]);
  });

  it("names every manual cell in its fence, since recordings refer to it", () => {
    const unnamed = chapter.cells.filter(
      ({ run, id, line }) => run === "manual" && !lines[line - 2]?.includes(`id=${id}`),
    );
    expect(unnamed.map(({ id, line }) => `${id} in line ${line}`)).toEqual([]);
  });

  it("keeps each cell's text as it stands in the file", () => {
    for (const { source, line, place } of chapter.cells)
      if (place === "block") expect(lines.slice(line - 1, line - 1 + source.split("\n").length).join("\n")).toBe(source);
  });

  it("leaves no attributes in braces standing in the prose", () => {
    expect(chapter.html.match(/.{0,60}\{(?:data-claim|rows|#)[^}]*\}/g) ?? []).toEqual([]);
  });

  it("places rows of the ledger by ids that look like rows", () => {
    expect(placedRows(chapter).filter((row) => !/^[VDRBPXQ]\d+$/.test(row))).toEqual([]);
  });
});
