import { formatAbout } from "../cell/cell-words.ts";

/**
 * What it costs to run everything that was recorded, in words: "about 4 min". Times are those of the recording machine.
 * @param recordings values of cells as the page carries them
 * @returns "" where no time is known
 */
export function describePrice(recordings: Readonly<Record<string, unknown>>): string {
  const ms = Object.values(recordings).reduce<number>((sum, value) => sum + recordedMs(value), 0);
  return ms === 0 ? "" : `about ${formatAbout(ms)}`;
}

/** What a recorded cell took: its training, or the trainings among its values; 0 of what is no training. */
export function recordedMs(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  if ("elapsedMs" in value && typeof value.elapsedMs === "number") return value.elapsedMs;
  if (Array.isArray(value)) return 0;
  return Object.values(value).reduce<number>(
    (sum, part) =>
      sum + (typeof part === "object" && part !== null && "elapsedMs" in part ? Number(part.elapsedMs) || 0 : 0),
    0,
  );
}
