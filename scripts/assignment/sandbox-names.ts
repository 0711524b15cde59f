import { openGuesses } from "../../src/claims/guesses.ts";
import { computing } from "../../src/host/library/computing-groups.ts";
import { courseLibrary } from "../../src/host/library/library.ts";
import { findUpstreamOf } from "../../src/notebook/cell-graph.ts";
import type { ChapterCell } from "../../src/notebook/chapter.ts";

/** Packages that the sandbox holds. */
const packages: readonly string[] = ["tf", "d3"];

/**
 * What the grader's sandbox does not have of what an answer needs, itself or through other cells: values that come of trainings
 * which somebody has to start, and functions that train, draw or need the page. As in "yourRuns, which somebody has to run".
 * @param answer the id of its cell
 */
export function missingInSandbox(cells: readonly ChapterCell[], answer: string): readonly string[] {
  const upstream = findUpstreamOf(cells, [answer]);
  const needed = cells.filter(({ id }) => id === answer || upstream.includes(id));
  const started = needed.filter(({ run }) => run === "manual").map(({ id }) => `${id}, which somebody has to run`);
  const defined = new Set(cells.flatMap(({ compiled }) => compiled.outputs));
  const own = new Set([...Object.values(computing).flatMap((group) => Object.keys(group)), ...packages]);
  const { builtins, perRun } = courseLibrary({ claims: [], guesses: openGuesses("check", null) });
  const closed = new Set([...Object.keys(builtins), ...Object.keys(perRun), "view"]);
  const names = new Set(needed.flatMap(({ run, compiled }) => (run === "manual" ? [] : compiled.inputs)));
  const lacking = [...names].filter((name) => closed.has(name) && !own.has(name) && !defined.has(name));
  return [...started, ...lacking.map((name) => `${name}, which trains, draws or needs a page`)];
}
