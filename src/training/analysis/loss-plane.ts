import type { LossPlane, LossPlaneQuestion } from "../contract/analyses.ts";
import { filterNormalisedDirection, moveAlong } from "./direction.ts";
import { Ended, examinedFacts, type Laboratory } from "./laboratory.ts";
import { netFacts } from "../contract/net-facts.ts";

/**
 * The loss at θ + α δ + β η around the parameters θ, for filter-normalised random directions δ and η: Li et al.
 * 1712.09913, Eq. 1. Reports each row, and each point where there is one row only.
 */
export async function measurePlane(laboratory: Laboratory, question: LossPlaneQuestion): Promise<LossPlane> {
  const { request, data, report } = laboratory;
  const { architecture, parameters } = request;
  const positions = spread(question.resolution, question.span);
  const [delta, eta] = ["first direction", "second direction"].map((stream) =>
    filterNormalisedDirection(architecture, parameters, { seed: question.seed, stream }),
  ) as [ReturnType<typeof filterNormalisedDirection>, ReturnType<typeof filterNormalisedDirection>];
  const rows: number[][] = [];
  const snapshot = (status: LossPlane["status"], begun: readonly number[] = []): LossPlane => ({
    ...{ status, positions, directions: question.directions, seed: question.seed },
    net: netFacts(architecture),
    examined: examinedFacts(question, data),
    loss: begun.length === 0 ? [...rows] : [...rows, [...begun]],
  });
  return laboratory.withSession(architecture, async (session) => {
    const start = await session.state();
    const lossAt = async (alpha: number, beta: number): Promise<number> => {
      const moves = [
        { direction: delta, step: alpha },
        { direction: eta, step: beta },
      ];
      await session.restore({ ...start, parameters: moveAlong(parameters, moves) });
      return (await laboratory.score(session, question)).loss;
    };
    const begun: number[] = [];
    try {
      for (const beta of question.directions === 1 ? [0] : positions) {
        for (const alpha of positions) {
          begun.push(await lossAt(alpha, beta));
          if (question.directions === 1) report(snapshot("running", begun));
        }
        rows.push(begun.splice(0));
        report(snapshot("running"));
      }
    } catch (error) {
      if (!(error instanceof Ended)) throw error;
      return snapshot("stopped", question.directions === 1 ? begun : []);
    }
    return snapshot("done");
  });
}

/** `count` equally spaced values from −span to span; exactly 0 in the middle where `count` is odd. */
export function spread(count: number, span: number): number[] {
  return Array.from({ length: count }, (_, at) => (count === 1 ? 0 : (span * (2 * at - count + 1)) / (count - 1)));
}
