import type { Drawings } from "../../src/course/drawings.ts";
import { drawingsFile, outputsFile, type RecordedChapter, type RecordedRun } from "../../src/course/recorded-runs.ts";
import { upstreamHash } from "../../src/notebook/cell-hashes.ts";
import type { Chapter } from "../../src/notebook/chapter.ts";
import { DrawingSources } from "./drawing-sources.ts";
import { changedCode } from "./module-graph.ts";
import type { RecordingCode } from "./recording-code.ts";

/** Path of a recording, from the root. */
export function recordingFile(slug: string, cell: string): string {
  return `public/recordings/${slug}/${cell}.json`;
}

/** The command that makes a recorded value anew. */
export function recordCommand(slug: string, cell: string): string {
  return `npm run record -- --chapter ${slug} --cell ${cell}`;
}

/** The command that draws a chapter's outputs anew, without training. */
export function drawCommand(slug: string): string {
  return `npm run record -- --chapter ${slug} --outputs`;
}

/** Sentences on recorded values that other cells or other code have made, each with what to do about it. */
export function staleRecordings(chapter: Chapter, runs: readonly RecordedRun[], code: RecordingCode): string[] {
  return runs.flatMap((run) => {
    const [file, command] = [recordingFile(chapter.slug, run.cell), recordCommand(chapter.slug, run.cell)];
    if (run.sourceHash !== upstreamHash(chapter.cells, run.cell)) {
      return [
        `${file} was recorded from other cells: ${run.cell} changed, or one that it follows from. Renew it: ${command}`,
      ];
    }
    const changed = changedCode(run.code, code.ofValue(chapter, run.cell, run.value));
    if (changed.length === 0) return [];
    const remedy = `Renew it: ${command}, or, if its results are the same, npm run claims -- --replay --renew`;
    return [`${file} was recorded with other code: ${listCode(changed)} changed. ${remedy}`];
  });
}

/** Sentences on drawn outputs that their cells would draw from something else now. */
export function staleOutputs(
  chapter: Chapter,
  { runs, outputs, drawings }: RecordedChapter,
  code: RecordingCode,
): string[] {
  const file = `public/recordings/${chapter.slug}/${outputsFile}`;
  const remedy = `Draw it again: ${drawCommand(chapter.slug)}`;
  if (drawings === null)
    return [`${file} says nothing of what it was drawn from: ${drawingsFile} is missing. ${remedy}`];
  const sources = new DrawingSources(chapter, runs, code);
  const found = new Map<string, string[]>();
  for (const id of Object.keys(outputs)) {
    const problem = problemOf(id, sources, drawings);
    if (problem !== null) found.set(problem, [...(found.get(problem) ?? []), id]);
  }
  return [...found].map(([problem, ids]) => `${file}: ${listAll(ids)} drawn ${problem}. ${remedy}`);
}

function listAll(ids: readonly string[]): string {
  return ids.length === 1 ? `the output of ${ids.join()} was` : `the outputs of ${ids.join(", ")} were`;
}

function problemOf(id: string, sources: DrawingSources, { outputs, code }: Drawings): string | null {
  const [before, now] = [outputs[id], sources.of(id)];
  if (before === undefined) return "from nobody knows what";
  if (before.cells !== now.cells) return "from other cells: its own changed, or one that it follows from";
  if (before.values !== now.values) return "from other recorded values, or for other claims";
  if (before.code === now.code) return null;
  // The table is of all outputs: a module that this one's code lost is in it still
  const changed = changedCode(code, sources.codeOf(id)).filter((path) => path in sources.codeOf(id));
  return `by other code: ${changed.length > 0 ? `${listCode(changed)} changed` : "it is put together otherwise"}`;
}

const listedAtMost = 6;

function listCode(paths: readonly string[]): string {
  const [listed, others] = [paths.slice(0, listedAtMost), paths.length - listedAtMost];
  return others > 0 ? `${listed.join(", ")} and ${others} more` : listed.join(", ");
}
