import { trainingsWithin } from "../../claims/recording-card.ts";
import type { KeptRun, RunStore } from "../../host/reader/run-store.ts";
import { pairWithRecorded } from "../../training/contract/recorded-twin.ts";
import type { FetchedRecordings } from "./fetched-recordings.ts";
import { isVouched, vouchWithin } from "../../training/contract/vouched.ts";

/** A kept run with whether its trainings were the course's own when it was kept, not made or changed by a cell. */
interface VouchedRun extends KeptRun {
  readonly isVouched?: boolean;
}

/**
 * What a run's trainings were worth when it was kept they are worth when it comes back, and they say when they were made.
 * @param recordings what the runs are compared with, once it has come
 */
export function vouchForRuns(store: RunStore, recordings: Pick<FetchedRecordings, "whenRead">): RunStore {
  return {
    ...store,
    save: (cellId, run) => {
      const kept: VouchedRun = { ...run, isVouched: trainingsWithin(run.value).every(isVouched) };
      return store.save(cellId, kept);
    },
    load: async () => {
      const runs = await store.load();
      return new Map(
        [...runs].map(([cellId, run]) => [
          cellId,
          revive(run, (pair) => recordings.whenRead(cellId, (value) => pair(cellId, value))),
        ]),
      );
    },
  };
}

function revive(run: VouchedRun, whenRecorded: (pair: (cellId: string, recording: unknown) => void) => void): KeptRun {
  const trainings = trainingsWithin(run.value);
  for (const training of trainings) Object.assign(training, { made: run.date });
  whenRecorded((cellId, recording) => {
    for (const training of trainings) pairWithRecorded(training, cellId, trainingsWithin(recording));
  });
  if (run.isVouched === true) vouchWithin(run.value);
  return run;
}
