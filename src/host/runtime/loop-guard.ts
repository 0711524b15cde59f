import { refuse } from "../../core/errors.ts";

export interface LoopGuardOptions {
  readonly limitMs?: number;
  readonly nowMs?: () => number;
  /** Calls back when the page has had a turn: as the next task, not within the present one. */
  readonly onTurn?: (callback: () => void) => void;
}

const longestStride = 4096;

/**
 * Makes what loops of cells call at each turn. It throws once the page has had none for `limitMs`, and goes on throwing
 * until it has had one, so that a `catch` within an outer loop does not swallow it. The clock is read seldom where turns
 * are short.
 */
export function createLoopGuard(options: LoopGuardOptions = {}): () => void {
  const { limitMs = 5000, nowMs = () => performance.now(), onTurn = turns() } = options;
  let left = 0;
  let stride = 1;
  let sinceMs: number | null = null;
  let lastMs = 0;
  const turned = () => {
    sinceMs = null;
    left = 0;
    stride = 1;
  };
  const look = () => {
    const now = nowMs();
    if (sinceMs === null) {
      sinceMs = now;
      onTurn(turned);
    } else if (now - sinceMs > limitMs) {
      left = 0;
      throw tooLong(limitMs);
    } else stride = now - lastMs < 1 ? Math.min(2 * stride, longestStride) : Math.max(1, stride >> 2);
    lastMs = now;
    left = stride - 1;
  };
  return () => {
    if (--left < 0) look();
  };
}

function tooLong(limitMs: number): Error {
  return refuse(
    "loop",
    `this code ran for ${Math.round(limitMs / 1000)} seconds without giving the page a turn, and was ended`,
    "Check how it is meant to end. If it is meant to be long, write await new Promise(requestAnimationFrame); in it " +
      "now and then, or /* long */ before the loop.",
  );
}

/** Timers are slowed down in pages that are not seen; messages are not. */
function turns(): (callback: () => void) => void {
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  port1.onmessage = () => {
    for (const callback of waiting.splice(0)) callback();
  };
  return (callback) => {
    waiting.push(callback);
    port2.postMessage(null);
  };
}
