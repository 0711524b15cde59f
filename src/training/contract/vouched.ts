import { isTraining } from "./is-training.ts";
import type { Run, Training } from "./protocol.ts";

/** What the numbers of a training were when the course made or recorded it. */
const seals = new WeakMap<Training, number>();

/** Marks a training as the course's own: what a worker sent, what was recorded with the chapter, what those make together. */
export function vouch<T extends Training>(training: T): T {
  seals.set(training, sealOf(training));
  return training;
}

/** Marks the trainings in what a cell defines: its value, or one for each of its names. */
export function vouchWithin(value: unknown): void {
  if (typeof value !== "object" || value === null) return;
  for (const each of [value, ...Object.values(value)] as unknown[]) if (isTraining(each)) vouch(each);
}

/** Whether a training is the course's own, with the numbers that it had then: a cell can make or change what it likes. */
export function isVouched(training: Training): boolean {
  return seals.has(training) && seals.get(training) === sealOf(training);
}

/** Of whatever an effect can be computed from. While it runs nothing is judged, and nothing is sealed. */
function sealOf(training: Training): number {
  if (training.status === "running") return 0;
  const { status, runs, data, settings, recorded, made, parts } = training;
  const facts = [status, data, settings, recorded, made, parts];
  const words = JSON.stringify([...facts, runs.map(({ arm, seed, status: each }) => [arm, seed, each])]);
  return runs.reduce((seal, run) => mixRun(seal, run), mixText(1, words));
}

function mixRun(start: number, { loss, accuracy, evaluations, probes }: Run): number {
  const curves = [loss, accuracy].reduce(mixNumbers, start);
  return mixText(curves, JSON.stringify([evaluations, probes]));
}

const number = new Float64Array(1);
const halves = new Uint32Array(number.buffer);

function mixNumbers(start: number, values: readonly number[]): number {
  let seal = mix(start, values.length);
  for (const value of values) {
    number[0] = value;
    seal = mix(mix(seal, halves[0] ?? 0), halves[1] ?? 0);
  }
  return seal;
}

function mixText(start: number, text: string): number {
  let seal = start;
  for (let at = 0; at < text.length; at++) seal = mix(seal, text.charCodeAt(at));
  return seal;
}

/** FNV-1a, a word at a time. */
function mix(seal: number, word: number): number {
  return Math.imul(seal ^ word, 0x01000193) >>> 0;
}
