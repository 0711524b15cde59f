import type { KeptRun, RunStore } from "../../host/reader/run-store.ts";
import { isTraining } from "../../training/contract/is-training.ts";
import type { Training } from "../../training/contract/protocol.ts";
import { isVouched, vouchWithin } from "../../training/contract/vouched.ts";

/** A kept run with whether its trainings were the course's own when it was kept, not made or changed by a cell. */
interface VouchedRun extends KeptRun {
  readonly isVouched?: boolean;
}

/** What a run's trainings were worth when it was kept they are worth when it comes back, and they say when they were made. */
export function vouchForRuns(store: RunStore): RunStore {
  return {
    ...store,
    save: (cellId, run) => {
      const kept: VouchedRun = { ...run, isVouched: trainingsWithin(run.value).every(isVouched) };
      return store.save(cellId, kept);
    },
    load: async () => {
      const runs = await store.load();
      return new Map([...runs].map(([cellId, run]) => [cellId, revive(run)]));
    },
  };
}

function revive(run: VouchedRun): KeptRun {
  for (const training of trainingsWithin(run.value)) Object.assign(training, { made: run.date });
  if (run.isVouched === true) vouchWithin(run.value);
  return run;
}

/** The value itself, or what it has by the names that the cell defines. */
function trainingsWithin(value: unknown): Training[] {
  if (typeof value !== "object" || value === null) return [];
  return ([value, ...Object.values(value)] as unknown[]).filter(isTraining);
}
