import type { EvaluationQuestion, SplitScore } from "../contract/analyses.ts";
import { examinedFacts, type Laboratory } from "./laboratory.ts";

/** Scores a net on what is examined, and reports the mean so far after every batch. */
export async function scoreNet(laboratory: Laboratory, question: EvaluationQuestion): Promise<SplitScore> {
  const { request, data, report } = laboratory;
  const examined = examinedFacts(question, data);
  return laboratory.withSession(request.architecture, async (session) => {
    const { loss, accuracy } = await laboratory.score(session, question, (score, scored) =>
      report({ status: "running", examined, scored, ...score }),
    );
    return { status: "done", examined, scored: examined.examples, loss, accuracy };
  });
}
