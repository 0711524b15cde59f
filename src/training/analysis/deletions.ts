import type { Architecture } from "../../models/graph.ts";
import type { ChangedScore, DeletionQuestion, DeletionStudy, NetScore } from "../contract/analyses.ts";
import { applyChange } from "../../models/block-change.ts";
import { Ended, examinedFacts, type Laboratory } from "./laboratory.ts";
import { netFacts } from "../contract/net-facts.ts";

/** Scores a net with blocks deleted or swapped, one change after the other, and reports each. */
export async function studyDeletions(laboratory: Laboratory, question: DeletionQuestion): Promise<DeletionStudy> {
  const { request, data, report } = laboratory;
  const { architecture } = request;
  const scoreOf = async (net: Architecture): Promise<NetScore> => {
    const { loss, accuracy } = await laboratory.withSession(net, (session) => laboratory.score(session, question));
    return { loss, accuracy };
  };
  const rows: ChangedScore[] = [];
  const study: Omit<DeletionStudy, "status" | "rows"> = {
    net: netFacts(architecture),
    examined: examinedFacts(question, data),
    whole: await scoreOf(architecture),
    total: question.changes.length,
  };
  const snapshot = (status: DeletionStudy["status"]): DeletionStudy => ({ ...study, status, rows: [...rows] });
  report(snapshot("running"));
  try {
    for (const change of question.changes) {
      rows.push({ change, ...(await scoreOf(applyChange(architecture, change))) });
      report(snapshot("running"));
    }
  } catch (error) {
    if (!(error instanceof Ended)) throw error;
    return snapshot("stopped");
  }
  return snapshot("done");
}
