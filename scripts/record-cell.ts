import type { Page } from "@playwright/test";
import { compactTraining } from "../src/claims/recordings.ts";
import { isTraining, type RecordedRun } from "../src/components/recorded-runs.ts";
import { upstreamHash } from "../src/notebook/cell-hashes.ts";
import type { Chapter } from "../src/notebook/chapter.ts";

/**
 * Runs one cell in the open page, saying how far it is, and returns what is kept of it.
 * @throws Error if the cell does not end well
 */
export async function recordCell(page: Page, chapter: Chapter, cell: string, device: string): Promise<RecordedRun> {
  const startMs = performance.now();
  const watch = setInterval(() => void report(page, cell), 1000);
  try {
    await page.evaluate((id) => window.courseNotebook?.run(id), cell);
  } finally {
    clearInterval(watch);
  }
  const seconds = Math.round((performance.now() - startMs) / 100) / 10;
  const state = await page.evaluate((id) => window.courseNotebook?.state(id), cell);
  if (state?.kind !== "done") throw new Error(`record: ${cell} ended as ${JSON.stringify(state)}.`);
  write(`${cell}: done in ${seconds} s\n`);
  const value = await readValue(page, cell);
  const date = new Date().toISOString().slice(0, 10);
  const sourceHash = upstreamHash(chapter.cells, cell);
  return { cell, sourceHash, value: compact(value), date, device, engine: findEngine(value), seconds };
}

/** Typed arrays become lists, as JSON knows no others. */
async function readValue(page: Page, cell: string): Promise<unknown> {
  const text = await page.evaluate(async (id) => {
    const value = await window.courseNotebook?.value(id);
    return JSON.stringify(value, (_, part: unknown) => (part instanceof Float32Array ? [...part] : part));
  }, cell);
  return JSON.parse(text);
}

async function report(page: Page, cell: string): Promise<void> {
  const state = await page.evaluate((id) => window.courseNotebook?.state(id), cell);
  const progress = state?.kind === "running" ? state.progress : null;
  write(progress ? `${cell}: ${progress.done} of ${progress.total} steps` : `${cell}: ${state?.kind}`);
}

function write(line: string): void {
  const { stdout } = process;
  if (stdout.isTTY) stdout.write(`\r\u001b[K${line}`);
  else if (line.endsWith("\n")) stdout.write(line);
}

/** Trainings are kept short, whether they are the value or one of its names. */
function compact(value: unknown): unknown {
  if (isTraining(value)) return compactTraining(value);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, isTraining(part) ? compactTraining(part) : (part as unknown)]),
  );
}

function findEngine(value: unknown): string {
  const parts = typeof value === "object" && value !== null ? [value, ...Object.values(value)] : [];
  return parts.find(isTraining)?.engine.device ?? "none";
}
