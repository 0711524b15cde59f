import { isTraining } from "../../src/training/contract/is-training.ts";
import type { ChapterCell } from "../../src/notebook/chapter.ts";
import { compactValue } from "../claims/compact-value.ts";
import type { ChapterCells } from "./chapter-cells.ts";
import { withFirstSteps } from "./node-worker.ts";

/**
 * Computes a recorded cell's value again, as JSON keeps it. Trainings that the cell only begins end after `steps` updates
 * of each run; one whose end the cell waits for, to go on with what was learnt, is trained to its end.
 * @param steps null: all trainings are trained to their ends
 */
export async function replayCell(cells: ChapterCells, cell: ChapterCell, steps: number | null): Promise<unknown> {
  const value = await withFirstSteps(null, () => cells.evaluate(cell));
  return withFirstSteps(steps, async () => asJson(compactValue(await finishAll(value))));
}

/** A training is what it ends with, whether it is the value or one of its names. */
async function finishAll(value: unknown): Promise<unknown> {
  if (isGenerator(value)) return lastOf(value);
  if (typeof value !== "object" || value === null || Array.isArray(value) || isTraining(value)) return value;
  const finished: [string, unknown][] = [];
  for (const [name, part] of Object.entries(value)) {
    finished.push([name, isGenerator(part) ? await lastOf(part) : (part as unknown)]);
  }
  return Object.fromEntries(finished);
}

function isGenerator(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === "object" && value !== null && Symbol.asyncIterator in value;
}

async function lastOf(generator: AsyncIterable<unknown>): Promise<unknown> {
  let last: unknown;
  for await (const value of generator) last = value;
  return last;
}

function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_, part: unknown) => (part instanceof Float32Array ? [...part] : part)));
}
