import type { Analysis } from "./analysis/analyses.ts";
import { Conflated } from "./conflated.ts";
import { applyPreference } from "./engine-preference.ts";
import type { AnalysisRequest } from "./protocol.ts";
import type { TrainContext } from "./queued-training.ts";
import type { QueueEntry } from "./queue.ts";
import { link, queue } from "./worker-line.ts";

/** How far an analysis is, in parts: classes of blocks deleted, rows of a plane. */
export type CountParts<T> = (analysis: T) => { readonly done: number; readonly total: number };

/**
 * An analysis on its way through the queue and the worker. Starts at the first `next()`; yields what there is, again
 * and again; the context's signal ends it and keeps that, `return()` throws it away.
 */
export function queueAnalysis<T extends Analysis>(
  request: AnalysisRequest,
  context: Omit<TrainContext, "pauses">,
  count: CountParts<T>,
): AsyncGenerator<T, undefined, void> {
  const startedMs = performance.now();
  const cancelling = new AbortController();
  const tell = (done: number, total: number, queuePlace: number | null): void => {
    const elapsedMs = performance.now() - startedMs;
    context.onProgress?.({ doneSteps: done, totalSteps: total, elapsedMs, queuePlace, paused: false, engine: null });
  };
  const show = (analysis: T): void => {
    const { done, total } = count(analysis);
    parts.push(analysis);
    tell(done, total, null);
  };
  const entry: QueueEntry = {
    run: () => ask(request, { show, cancel: cancelling.signal, stop: context.signal }, parts),
    onPlace: (place) => {
      if (place > 0) tell(0, 0, place);
    },
  };
  const parts: Conflated<T> = new Conflated<T>({
    start: () => {
      if (context.signal?.aborted === true) return parts.end();
      context.signal?.addEventListener("abort", () => queue.remove(entry) && parts.end(), { once: true });
      queue.add(entry);
    },
    cancel: () => {
      queue.remove(entry);
      cancelling.abort();
    },
  });
  return parts;
}

async function ask<T extends Analysis>(
  request: AnalysisRequest,
  options: { readonly show: (part: T) => void; readonly cancel: AbortSignal; readonly stop?: AbortSignal },
  parts: Conflated<T>,
): Promise<void> {
  const { show, cancel, stop } = options;
  try {
    const asked = { kind: "analyse", request: { ...request, engine: applyPreference(request.engine) } } as const;
    const last = await link.ask(asked, { onPart: (analysis) => show(analysis as T), cancel, stop });
    if (last !== null) show(last as T);
    parts.end();
  } catch (error) {
    parts.fail(error);
  }
}
