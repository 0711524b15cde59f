import { refuse } from "../../core/errors.ts";
import { fingerprint } from "../contract/fingerprint.ts";
import type { ArmRequest, SavedRecipe, SavedTraining, Training, TrainingRequest } from "../contract/protocol.ts";

/**
 * The saved training in what a cell passes as `resume`: what loadTraining gives, or a training that has one.
 * @throws CourseError if it has none
 */
export function readResume(resume: SavedTraining | Training | undefined): SavedTraining | null {
  if (resume === undefined) return null;
  const saved = "states" in resume ? resume : resume.saved;
  if (saved !== undefined) return saved;
  throw refuse(
    "train",
    "resume must be a saved training, got one without state",
    "Train with keepState: true and pass that training, or what loadTraining(file) gives.",
  );
}

/** The updates that every run will have done at the end, those from before included. */
export function addSteps(more: number, saved: SavedTraining | null): number {
  if (saved === null) return more;
  return more + Math.max(0, ...saved.states.map(({ state }) => state.done));
}

/**
 * Refuses to go on as something else: other nets, seeds, data or batches would make one curve of two experiments. The
 * optimizer may change its rates, but not its kind.
 * @throws CourseError that names the first difference
 */
export function requireSame(request: TrainingRequest, { recipe, states, training }: SavedTraining): void {
  for (const name of ["data", "batchSize", "augment", "loss"] as const) requireSameOption(name, request, recipe);
  for (const arm of request.arms) {
    for (const seed of request.seeds) {
      const isSame = (other: { readonly arm: string; readonly seed: number }): boolean =>
        other.arm === arm.name && other.seed === seed;
      const state = states.find(isSame);
      if (state !== undefined) requireSameArm(request, arm, state);
      else if (training.runs.find(isSame)?.status !== "diverged") throw refuseUnknown(arm.name, seed, training);
    }
  }
}

function requireSameOption(name: keyof SavedRecipe, request: SavedRecipe, recipe: SavedRecipe): void {
  const [given, saved] = [describe(request[name]), describe(recipe[name])];
  if (given === saved) return;
  const remedy = `Leave ${name} out, and it is taken from there.`;
  throw refuse("train", `resume was trained with ${name} ${saved}, not ${given}`, remedy);
}

function requireSameArm(request: TrainingRequest, arm: ArmRequest, saved: SavedTraining["states"][number]): void {
  const where = `train, arm "${arm.name}"`;
  if (fingerprint(arm.architecture) !== saved.architecture) {
    throw refuse(where, "resume was trained with another architecture", "Pass the one that it was trained with.");
  }
  const { kind } = arm.optimizer ?? request.optimizer;
  const remembered = kind === "adam" ? 2 : 1;
  const { moments } = saved.state;
  if (moments.length === 0 || moments.length === remembered) return;
  const was = kind === "adam" ? "sgd" : "adam";
  throw refuse(where, `resume was trained with optimizer "${was}", not "${kind}"`, `Use optimizer: "${was}".`);
}

function refuseUnknown(arm: string, seed: number, { runs }: Training): Error {
  const known = runs.map((run) => `${run.arm} with seed ${run.seed}`).join(", ");
  return refuse("train", `resume has no run of ${arm} with seed ${seed}`, `It has ${known}.`);
}

/** The same text for the same value, in whatever order its parts were written. */
function describe(value: unknown): string {
  return JSON.stringify(value ?? null, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
