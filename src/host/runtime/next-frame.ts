import { yieldToEvents } from "../../core/yield-to-events.ts";

/** Longer than any frame of a page that is drawn: after that something else keeps the browser from drawing. */
const latestMs = 250;
/** How often a page that nobody sees goes on, once it has used up what it had in reserve. */
const unseenPerSecond = 20;
const reserveAtMost = 20;

let reserve = reserveAtMost;
let countedMs = 0;

/**
 * The next animation frame. A page in a tab that is not in front, or behind another window, has none, so there the turn
 * comes without: at once for a while, since what a training hands over must not wait for the reader to come back, and
 * then at the pace of a slow animation, so that what repaints without end does not take a whole processor.
 */
export async function nextFrame(): Promise<void> {
  if (isUnseen()) return unseenTurn();
  // Taken now: a window that is closed meanwhile, as those of tests are, has it no more when the timer comes.
  const cancel = cancelAnimationFrame;
  await new Promise<void>((resolve) => {
    const ended = new AbortController();
    const end = (): void => {
      cancel(frame);
      clearTimeout(timer);
      ended.abort();
      resolve();
    };
    const frame = requestAnimationFrame(end);
    const timer = setTimeout(end, latestMs);
    document.addEventListener("visibilitychange", end, { signal: ended.signal });
  });
}

async function unseenTurn(): Promise<void> {
  const nowMs = performance.now();
  reserve = Math.min(reserveAtMost, reserve + ((nowMs - countedMs) / 1000) * unseenPerSecond);
  countedMs = nowMs;
  if (reserve >= 1) {
    reserve--;
    // Browsers hold the timers of such a page back for a second or a minute, and its messages not at all
    await yieldToEvents();
  } else await new Promise((resolve) => setTimeout(resolve, 1000 / unseenPerSecond));
}

function isUnseen(): boolean {
  return typeof requestAnimationFrame === "undefined" || document.hidden;
}
