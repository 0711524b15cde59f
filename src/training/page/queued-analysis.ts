import type { Analysis } from "../contract/analyses.ts";
import { askAgain } from "./ask-again.ts";
import { applyPreference } from "./engine-preference.ts";
import type { AnalysisRequest } from "../contract/protocol.ts";
import { analysisPatienceMs } from "./patience.ts";
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
      let last: T | null = null;
      const onPart = (analysis: Analysis): void => show((last = analysis as T));
      const patienceMs = analysisPatienceMs(request);
      const ask = async (): Promise<T | null> => {
        const asked = link.ask({ kind: "analyse", request: chosen }, { ...options, where, onPart, patienceMs });
        return (await asked) as T | null;
      };
      // An analysis has nothing to go on from: it begins again, and comes to the same
      const onLoss = () => {
        if (options.pauses?.paused !== true || last === null || !("status" in last)) return "go on";
        show((last = { ...last, status: "paused" }));
        return "rest";
      };
      return askAgain<T>({ ...options, where, ask, onLoss, kept: () => (last === null ? null : stopped(last)) });
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

/** As much of an analysis as had come. A score of some examples is none of all. */
function stopped<T extends Analysis>(analysis: T): T | null {
  if (!("status" in analysis)) return analysis;
  return "scored" in analysis ? null : { ...analysis, status: "stopped" };
}
