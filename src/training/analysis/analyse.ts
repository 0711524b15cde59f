import type { DataSet } from "../../data/spec.ts";
import type { Architecture } from "../../models/graph.ts";
import type { Engine } from "../engines/engine.ts";
import { evaluateSplit, type Pause } from "../step/evaluation.ts";
import type { AnalysisRequest } from "../contract/protocol.ts";
import type { Wish } from "../contract/wish.ts";
import { openSession } from "../step/graph-session.ts";
import type { Session } from "../contract/session.ts";
import { yieldToEvents } from "../../core/yield-to-events.ts";
import type { Analysis } from "../contract/analyses.ts";
import { countConfusion } from "./confusion.ts";
import { decideOverPlane } from "./decision-plane.ts";
import { studyDeletions } from "./deletions.ts";
import { observeMaps } from "./feature-maps.ts";
import { Ended, type Laboratory } from "./laboratory.ts";
import { measurePlane } from "./loss-plane.ts";
import { scoreNet } from "./score-net.ts";

export interface AnalysisControl {
  /** Asked between two batches. */
  readonly wish: () => Wish;
  /** Resolves when the page wishes something else. Needed where it may wish for a pause. */
  readonly nextWish?: () => Promise<void>;
  readonly report: (analysis: Analysis) => void;
}

/** Examples that share one batch's statistics, where there are so many. */
const batchStatisticsAtMost = 256;

/**
 * Answers a question about a net.
 * @returns null if it was cancelled, or stopped before there was anything to keep
 */
export async function analyse(
  engine: Engine,
  data: DataSet,
  request: AnalysisRequest,
  { wish, nextWish, report: send }: AnalysisControl,
): Promise<Analysis | null> {
  let sent: Analysis | null = null;
  const report = (analysis: Analysis): void => {
    sent = analysis;
    send(analysis);
  };
  const pause: Pause = async () => {
    await yieldToEvents();
    // What has no parts to show does not rest: it is over soon
    if (wish() === "pause" && sent !== null && nextWish !== undefined) {
      report({ ...sent, status: "paused" } as Analysis);
      while (wish() === "pause") await nextWish();
    }
    if (wish() === "stop" || wish() === "cancel") throw new Ended();
  };
  const laboratory: Laboratory = {
    ...{ request, data, pause, report },
    withSession: (architecture, work) => withSession(engine, request, architecture, work),
    score: (session, { split, mode, examples }, onScored) => {
      const batchSize = Math.min(examples, data[split].count, batchStatisticsAtMost);
      return evaluateSplit(session, data, { step: 0, split, mode, batchSize, limit: examples, onScored }, pause);
    },
  };
  try {
    const answer = await answerQuestion(laboratory);
    return wish() === "cancel" ? null : answer;
  } catch (error) {
    if (error instanceof Ended) return null;
    throw error;
  }
}

function answerQuestion(laboratory: Laboratory): Promise<Analysis> {
  const { question } = laboratory.request;
  switch (question.kind) {
    case "evaluation":
      return scoreNet(laboratory, question);
    case "confusion":
      return countConfusion(laboratory, question);
    case "feature-maps":
      return observeMaps(laboratory, question);
    case "deletion":
      return studyDeletions(laboratory, question);
    case "loss-plane":
      return measurePlane(laboratory, question);
    case "decision-plane":
      return decideOverPlane(laboratory, question);
  }
}

const noUpdates = { kind: "sgd", learningRate: 0, warmUp: null, momentum: 0, weightDecay: 0, decay: [] } as const;

async function withSession<T>(
  engine: Engine,
  { parameters: initial, loss }: AnalysisRequest,
  architecture: Architecture,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const session = await openSession(engine, { architecture, initial, loss, optimizer: noUpdates, seed: 0, steps: 0 });
  try {
    return await work(session);
  } finally {
    session.dispose();
  }
}
