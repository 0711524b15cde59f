import { isTraining } from "../../src/training/contract/is-training.ts";

/**
 * A recorded value whose trainings say with which settings they were made, as its replay says it: recordings from before
 * they did say nothing, and nets may be written down otherwise since.
 */
export function withSettings(recorded: unknown, replayed: unknown): unknown {
  if (isTraining(recorded) && isTraining(replayed))
    return replayed.settings === undefined ? recorded : { ...recorded, settings: replayed.settings };
  if (!isParts(recorded) || !isParts(replayed)) return recorded;
  return Object.fromEntries(
    Object.entries(recorded).map(([name, part]) => [
      name,
      isTraining(part) ? withSettings(part, replayed[name]) : part,
    ]),
  );
}

function isParts(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
