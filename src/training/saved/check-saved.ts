import * as z from "zod/mini";
import { sizeOf } from "../../core/shape.ts";
import type { Parameters } from "../contract/parameters.ts";
import type { SavedState, SavedTraining } from "../contract/protocol.ts";
import { refuseDamaged } from "./format.ts";

const count = z.int().check(z.nonnegative());
/** Infinite and NaN as well: training can come to that. */
const number = z.custom<number>((value) => typeof value === "number");
const numbers = z.array(number);
const parameters = z.record(z.string(), z.object({ shape: z.array(count), values: z.instanceof(Float32Array) }));

const run = z.looseObject({
  arm: z.string(),
  family: z.string(),
  depth: z.number(),
  parameterCount: z.number(),
  seed: z.int(),
  status: z.enum(["running", "done", "stopped", "diverged"]),
  loss: numbers,
  accuracy: numbers,
  evaluations: z.array(z.looseObject({ step: count, split: z.string(), mode: z.string(), loss: number })),
  probes: z.array(z.looseObject({ step: count, gradientNorms: numbers })),
});

const saved = z.object({
  training: z.looseObject({
    status: z.enum(["running", "paused", "done", "stopped"]),
    runs: z.array(run),
    steps: count,
    doneSteps: count,
    totalSteps: count,
    elapsedMs: z.number(),
    engine: z.looseObject({ kind: z.string(), device: z.string(), reason: z.string() }),
  }),
  // What a recipe says is checked as a cell's options are, when the training goes on.
  recipe: z.looseObject({
    data: z.looseObject({ kind: z.string() }),
    batchSize: count,
    loss: z.string(),
    optimizer: z.looseObject({ kind: z.enum(["sgd", "adam"]) }),
  }),
  states: z.array(
    z.object({
      arm: z.string(),
      seed: z.int(),
      architecture: z.string(),
      state: z.object({ done: count, parameters, moments: z.array(parameters) }),
    }),
  ),
});

/**
 * Makes sure that what a file holds is a saved training, whoever made the file: every part there, of its kind, and of
 * the size that the others say.
 * @throws CourseError that says what is wrong
 */
export function checkSaved(value: unknown): SavedTraining {
  const checked = saved.safeParse(value);
  if (!checked.success) {
    const [issue] = checked.error.issues;
    throw refuseDamaged(`${issue?.path.join(".") ?? "it"} is not what it should be`);
  }
  const training = checked.data as unknown as SavedTraining;
  for (const state of training.states) checkState(state, training);
  return training;
}

function checkState({ arm, seed, state }: SavedState, { training }: SavedTraining): void {
  const its = training.runs.find((each) => each.arm === arm && each.seed === seed);
  if (its === undefined) throw refuseDamaged(`it has no curves of ${arm} with seed ${seed}`);
  // Also keeps a made-up number of updates from costing hours of batches that are left out
  if (its.loss.length !== state.done) throw refuseDamaged(`the curve of ${arm} is not as long as its training`);
  for (const group of [state.parameters, ...state.moments]) checkShapes(arm, group, state.parameters);
}

function checkShapes(arm: string, group: Parameters, known: Parameters): void {
  for (const [name, { shape, values }] of Object.entries(group)) {
    const its = known[name];
    if (its !== undefined && values.length === sizeOf(shape) && sizeOf(its.shape) === sizeOf(shape)) continue;
    throw refuseDamaged(`${name} of ${arm} has not the size that it should have`);
  }
}
