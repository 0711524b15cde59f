import { formatAbout } from "../cell/cell-words.ts";

/**
 * What it costs to run everything that was recorded, in words: "about 4 min". Times are those of the recording machine.
 * @returns "" where no time is known
 */
export function describePrice(recorded: readonly { readonly elapsedMs: number }[]): string {
  const ms = recorded.reduce((sum, { elapsedMs }) => sum + elapsedMs, 0);
  return ms === 0 ? "" : `about ${formatAbout(ms)}`;
}
