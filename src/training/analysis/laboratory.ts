import type { DataSet } from "../../data/spec.ts";
import type { Architecture } from "../../models/graph.ts";
import type { EvaluationSettings, Pause } from "../step/evaluation.ts";
import type { AnalysisRequest, Evaluation } from "../contract/protocol.ts";
import type { Session } from "../contract/session.ts";
import type { Analysis, Examined, ExaminedFacts } from "../contract/analyses.ts";

/** What an analysis works with. */
export interface Laboratory {
  readonly request: AnalysisRequest;
  readonly data: DataSet;
  /** Opens a net with the request's parameters; it is closed when the work is done. */
  readonly withSession: <T>(architecture: Architecture, work: (session: Session) => Promise<T>) => Promise<T>;
  /** Loss and accuracy of a session's net on what is examined. */
  readonly score: (
    session: Session,
    examined: Examined,
    onScored?: EvaluationSettings["onScored"],
  ) => Promise<Evaluation>;
  /** To be awaited between two batches; throws Ended once the page wishes an end. */
  readonly pause: Pause;
  /** Sends what there is. */
  readonly report: (analysis: Analysis) => void;
}

/** The page has asked for an end. */
export class Ended extends Error {
  override readonly name = "Ended";
}

export function examinedFacts({ split, mode, examples }: Examined, data: DataSet): ExaminedFacts {
  return { split, mode, examples: Math.min(examples, data[split].count) };
}
