import { nextFrame } from "./next-frame.ts";

/**
 * Resolves when nothing has been going on for three animation frames: the runtime computes once per frame, and what it
 * computes may ask for another one.
 */
export async function untilCalm(isCalm: () => boolean): Promise<void> {
  for (let calmFrames = 0; calmFrames < 3; calmFrames = isCalm() ? calmFrames + 1 : 0) await nextFrame();
}
