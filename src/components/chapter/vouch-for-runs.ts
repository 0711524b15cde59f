import { trainingsWithin } from "../../claims/recorded-experiments.ts";
import type { KeptRun, RunStore } from "../../host/reader/run-store.ts";
import { pairWithRecorded } from "../../training/contract/recorded-twin.ts";
import { isVouched, vouchWithin } from "../../training/contract/vouched.ts";

/** A kept run with whether its trainings were the course's own when it was kept, not made or changed by a cell. */
interface VouchedRun extends KeptRun {
  readonly isVouched?: boolean;
}

/**
 * What a run's trainings were worth when it was kept they are worth when it comes back, and they say when they were made.
 * @param recordings values of manual cells, by the cell's id: what the runs are compared with
 */
export function vouchForRuns(store: RunStore, recordings: Readonly<Record<string, unknown>> = {}): RunStore {
  return {
    ...store,
    save: (cellId, run) => {
      const kept: VouchedRun = { ...run, isVouched: trainingsWithin(run.value).every(isVouched) };
      return store.save(cellId, kept);
    },
    load: async () => {
      const runs = await store.load();
      return new Map([...runs].map(([cellId, run]) => [cellId, revive(run, cellId, recordings[cellId])]));
    },
  };
}

function revive(run: VouchedRun, cellId: string, recording: unknown): KeptRun {
  for (const training of trainingsWithin(run.value)) {
    pairWithRecorded(Object.assign(training, { made: run.date }), cellId, trainingsWithin(recording));
  }
  if (run.isVouched === true) vouchWithin(run.value);
  return run;
}
