// @vitest-environment jsdom
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { openGuesses } from "../../src/claims/guesses.ts";
import { readCheckValue } from "../../src/components/reader/check-value.ts";
import { yieldToEvents } from "../../src/core/yield-to-events.ts";
import { evaluateCell } from "../../src/host/runtime/evaluate-cell.ts";
import { courseLibrary } from "../../src/host/library/library.ts";
import type { ChapterCell, CompiledCell, Exercise } from "../../src/notebook/chapter.ts";
import { compileCell } from "../../src/notebook/compile-cell.ts";
import { renderChapter } from "../../src/notebook/render-chapter.ts";
import { readSolutions, type Solution } from "./solutions/read-solutions.ts";

type Values = ReadonlyMap<string, unknown>;

const { builtins } = courseLibrary({ claims: [], guesses: openGuesses("test", null) });
const own: Values = new Map([["view", (input: { readonly value: unknown }) => input.value]]);

/** Evaluates code over some names, the chapter's automatic cells and the library, as the page does. */
async function evaluate(compiled: CompiledCell, names: Values, cells: readonly ChapterCell[]): Promise<unknown> {
  const inputs = compiled.inputs.map(async (name) => {
    if (names.has(name)) return names.get(name);
    if (own.has(name)) return own.get(name);
    const cell = cells.find(({ run, compiled }) => run === "auto" && compiled.outputs.includes(name));
    if (cell) return ((await evaluate(cell.compiled, new Map(), cells)) as Readonly<Record<string, unknown>>)[name];
    const load = builtins[name];
    return load ? load() : (globalThis as Record<string, unknown>)[name];
  });
  return evaluateCell("test", compiled)(...(await Promise.all(inputs)));
}

/** The names that an answer defines. */
async function answer(source: string, cells: readonly ChapterCell[]): Promise<Values> {
  const outputs = await evaluate(compileCell(source, { mode: "js" }), new Map(), cells);
  return new Map(Object.entries(outputs as Readonly<Record<string, unknown>>));
}

interface Answer {
  readonly source: string;
  readonly cells: readonly ChapterCell[];
  readonly hidden?: Solution["hidden"];
}

/** Names of the checks that an answer does not pass. */
async function failing({ checks }: Exercise, { source, cells, hidden = [] }: Answer): Promise<string[]> {
  const names = await answer(source, cells);
  const others = hidden.map(({ name, source }) => ({ name, compiled: compileCell(source, { mode: "js" }) }));
  const failed: string[] = [];
  for (const { name, compiled } of [...checks, ...others]) {
    // As on the page, each evaluation has a turn of its own: loops are ended where there was none for seconds.
    await yieldToEvents();
    const value = await evaluate(compiled, names, cells).catch(() => false);
    if (readCheckValue(value, null).grade !== "got-it") failed.push(name);
  }
  return failed;
}

const chapters = readdirSync("chapters")
  .filter((file) => file.endsWith(".md"))
  .map((file) => ({ file, ...renderChapter(readFileSync(`chapters/${file}`, "utf8"), { file: `chapters/${file}` }) }))
  .filter(({ exercises }) => exercises.length > 0);

describe.each(chapters)("the exercises of chapters/$file", ({ file, exercises, cells, html }) => {
  const path = `tests/chapters/solutions/${file}`;
  const solutions = existsSync(path) ? readSolutions(readFileSync(path, "utf8")) : new Map<string, Solution>();
  const solutionOf = (id: string): Solution => solutions.get(id) ?? { source: "", hidden: [], wrong: [] };

  it("have a solution each, and there are no others", () => {
    expect([...solutions.keys()].sort()).toEqual(exercises.map(({ id }) => id).sort());
  });

  it("have an explanation each, behind the place of Check, which stands behind every cell that it needs", () => {
    const page = new DOMParser().parseFromString(html, "text/html");
    const order = (element: Element | null, other: Element | null) =>
      element && other && Boolean(element.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);
    for (const { id } of exercises) {
      const box = page.querySelector(`[data-exercise="${id}"]`);
      const check = box?.querySelector(":scope > .exercise-outcome") ?? null;
      const own = box ? [...box.querySelectorAll(":scope > notebook-cell")] : [];
      expect(own.length, id).toBeGreaterThan(0);
      expect(own.every((cell) => order(cell, check)), id).toBe(true);
      expect(order(check, box?.querySelector(":scope > .explanation") ?? null), id).toBe(true);
    }
  });

  it.each(exercises)("$id: the solution passes every check, visible and hidden", async (exercise) => {
    expect(await failing(exercise, { ...solutionOf(exercise.id), cells })).toEqual([]);
  });

  it.each(exercises)("$id: what the learner starts from passes no check, so that it earns nothing", async (exercise) => {
    const names = exercise.checks.map(({ name }) => name);
    expect(await failing(exercise, { source: exercise.starter ?? "", cells })).toEqual(names);
  });

  const wrongs = exercises.flatMap((exercise) =>
    solutionOf(exercise.id).wrong.map((wrong) => ({ ...wrong, id: exercise.id, exercise })),
  );
  it.each(wrongs)("$id: an answer that $name does not pass", async ({ exercise, source }) => {
    expect(await failing(exercise, { ...solutionOf(exercise.id), source, cells })).not.toEqual([]);
  });
});
