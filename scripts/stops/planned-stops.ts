import { createHash } from "node:crypto";
import type { CodeHashes } from "../../src/course/drawings.ts";
import { stopsFolder, type RecordedStop } from "../../src/course/recorded-stops.ts";
import { refuse } from "../../src/core/errors.ts";
import { upstreamHash } from "../../src/notebook/cell-hashes.ts";
import { findNamesAbove } from "../../src/notebook/cell-graph.ts";
import type { Chapter, ChapterCell, KnobValue } from "../../src/notebook/chapter.ts";
import type { RecordingCode } from "../recordings/recording-code.ts";

/** One knob turned to one value, and the manual cells that follow from it, in the order of the chapter. */
export interface PlannedStop {
  readonly knob: string;
  readonly at: KnobValue;
  readonly cells: readonly ChapterCell[];
}

/** The stops that a chapter's front matter asks for. @throws CourseError if nothing follows from one of its knobs */
export function planStops({ front, cells, slug }: Chapter): readonly PlannedStop[] {
  return Object.entries(front.stops ?? {}).flatMap(([knob, values]) => {
    const following = cells.filter(({ id, run }) => run === "manual" && findNamesAbove(cells, id).has(knob));
    if (following.length === 0) {
      const remedy = "Name a knob that the nets of such a cell are trained with.";
      throw refuse(`stops of ${slug}`, `no manual cell follows from "${knob}"`, remedy);
    }
    return values.map((at) => ({ knob, at, cells: following }));
  });
}

/** Path of a cell's value at a stop, from the root. */
export function stopFile(slug: string, cell: string, { knob, at }: Pick<PlannedStop, "knob" | "at">): string {
  return `${stopsFolder(slug)}/${stopName(cell, { knob, at })}`;
}

export function stopName(cell: string, { knob, at }: Pick<PlannedStop, "knob" | "at">): string {
  return `${cell}.${knob}.${at}.json`;
}

/** The command that computes a cell's value at its stops anew. */
export function stopCommand(slug: string, cell: string): string {
  return `npm run record -- --stops --chapter ${slug} --cell ${cell}`;
}

/** What a stop has to carry to be of the present cells and the present code. */
export function marksOf(
  chapter: Chapter,
  { cell, value }: Pick<RecordedStop, "cell" | "value">,
  code: RecordingCode,
): Pick<RecordedStop, "sourceHash" | "code"> {
  return { sourceHash: upstreamHash(chapter.cells, cell), code: digestOf(code.ofValue(chapter, cell, value)) };
}

/** Of what the modules are, wherever they lie: one that was only moved is the same. */
function digestOf(code: CodeHashes): string {
  return createHash("sha256").update(Object.values(code).sort().join()).digest("hex").slice(0, 16);
}

/** Sentences on stops that are missing, that nothing asks for, or that other cells or other code have made. */
export function staleStops(
  chapter: Chapter,
  stops: ReadonlyMap<string, RecordedStop>,
  code: RecordingCode,
): readonly string[] {
  const { slug } = chapter;
  const planned = new Map(
    planStops(chapter).flatMap((stop) => stop.cells.map(({ id }) => [stopName(id, stop), id] as const)),
  );
  const missing = [...planned].flatMap(([name, cell]) => {
    return stops.has(name) ? [] : [`${stopsFolder(slug)}/${name} is missing. Record it: ${stopCommand(slug, cell)}`];
  });
  const others = [...stops].flatMap(([name, stop]) => {
    const file = `${stopsFolder(slug)}/${name}`;
    if (!planned.has(name))
      return [`${file} is asked for by nothing: delete it, or name its stop in the front matter.`];
    const now = marksOf(chapter, stop, code);
    const what = stop.sourceHash !== now.sourceHash ? "cells" : stop.code !== now.code ? "code" : null;
    return what === null ? [] : [`${file} was recorded with other ${what}. Renew it: ${stopCommand(slug, stop.cell)}`];
  });
  return [...missing, ...others];
}
