import type { Analysis } from "../contract/analyses.ts";
import { applyPreference } from "./engine-preference.ts";
import type { AnalysisRequest } from "../contract/protocol.ts";
import { QueuedWork, type Job, type WorkContext } from "./queued-work.ts";
import { link, queue } from "./worker-line.ts";

/** What the page is to be told of an analysis on its way. */
export interface AnalysisFacts<T> {
  /** The function that the cell called, for messages. */
  readonly where: string;
  /** How far it is, in parts: changed nets, points of a plane, examples. */
  readonly count: (analysis: T) => { readonly done: number; readonly total: number };
  /** Parts in all, where that is known before the first; 0: it is not. */
  readonly total?: number;
}

/**
 * An analysis on its way through the queue and the worker. Starts at the first `next()`; yields what there is, again
 * and again; the context's signal ends it and keeps that, `return()` throws it away.
 */
export function queueAnalysis<T extends Analysis>(
  request: AnalysisRequest,
  context: WorkContext,
  { where, count, total = 0 }: AnalysisFacts<T>,
): AsyncGenerator<T, undefined, void> {
  let startedMs = 0;
  const job: Job<T> = {
    start: { doneSteps: 0, totalSteps: total, elapsedMs: 0, queuePlace: null, paused: false, engine: null },
    ask: async (show, options) => {
      startedMs = performance.now();
      const chosen = { ...request, engine: applyPreference(request.engine) };
      const onPart = (analysis: Analysis): void => show(analysis as T);
      return (await link.ask({ kind: "analyse", request: chosen }, { ...options, where, onPart })) as T | null;
    },
    progressOf: (analysis) => {
      const parts = count(analysis);
      const paused = "status" in analysis && analysis.status === "paused";
      return {
        doneSteps: parts.done,
        totalSteps: parts.total,
        elapsedMs: performance.now() - startedMs,
        paused,
        engine: null,
      };
    },
  };
  return new QueuedWork(job, context, queue).snapshots;
}
