import type { ArmRequest, RunName, TrainingRequest } from "./protocol.ts";

/** A run before it is trained. */
export interface RequestedRun {
  readonly arm: ArmRequest;
  readonly seed: number;
}

/** Every arm with every seed, in that order, as far as the request does not leave them to others. */
export function runsOfRequest({
  arms,
  seeds,
  runs,
}: Pick<TrainingRequest, "arms" | "seeds" | "runs">): readonly RequestedRun[] {
  const all = arms.flatMap((arm) => seeds.map((seed) => ({ arm, seed })));
  return runs === undefined ? all : all.filter(({ arm, seed }) => hasRun(runs, { arm: arm.name, seed }));
}

/** Whether a run is among them. */
export function hasRun(runs: readonly RunName[], { arm, seed }: RunName): boolean {
  return runs.some((each) => each.arm === arm && each.seed === seed);
}
