import { sumOf } from "../../core/statistics.ts";
import { refuse } from "../../core/errors.ts";
import type { Batch } from "../contract/session.ts";
import { valuesOf } from "../probes/look.ts";
import type { DecisionPlane, DecisionPlaneQuestion } from "../contract/analyses.ts";
import { largestOfEach } from "./confusion.ts";
import { examinedFacts, type Laboratory } from "./laboratory.ts";
import { netFacts } from "../contract/net-facts.ts";
import { spread } from "./loss-plane.ts";

/** What a deep net computes at once: calls count for more than points, and between two lots the worker can be stopped. */
const pointsAtATime = 512;

/** The most probable class, and how probable it is, at the points of a square, with running statistics. */
export async function decideOverPlane(laboratory: Laboratory, question: DecisionPlaneQuestion): Promise<DecisionPlane> {
  const { request, data, pause } = laboratory;
  const { architecture } = request;
  const { classes: count } = data;
  if (count === null) throw refuse("decisionPlane", "the data has no classes to decide on", "Pass data: spiral().");
  const examined = { split: question.split, mode: "running-statistics", examples: Infinity } as const;
  const span = question.span ?? reachOf(data[question.split].inputs);
  const positions = spread(question.resolution, span);
  const output = architecture.nodes.at(-1)?.name ?? "";
  return laboratory.withSession(architecture, async (session) => {
    const [classes, tenths]: [string[], string[]] = [[], []];
    const rowsAtATime = Math.max(1, Math.floor(pointsAtATime / positions.length));
    for (let row = 0; row < positions.length; row += rowsAtATime) {
      const ys = positions.slice(row, row + rowsAtATime);
      const seen = await session.observe(rowsAt(positions, ys), { ...examined, values: [output], gradients: [] });
      const logits = Array.from(valuesOf(seen.values, output));
      const chosen = largestOfEach(logits, count);
      const sure = chosen.map((_, at) => tenthsOf(logits.slice(at * count, (at + 1) * count)));
      classes.push(...splitRows(chosen, positions.length));
      tenths.push(...splitRows(sure, positions.length));
      await pause();
    }
    const { accuracy } = await laboratory.score(session, examined);
    return {
      ...{ classes, tenths, span, accuracy: accuracy ?? NaN },
      classNames: data.classNames ?? Array.from({ length: count }, (_, label) => `class ${label}`),
      net: netFacts(architecture),
      examined: examinedFacts(examined, data),
    };
  });
}

/** Rows of points. Sessions score what they see, so that the points need labels; nobody reads their scores. */
function rowsAt(positions: readonly number[], ys: readonly number[]): Batch {
  const inputs = Float32Array.from(ys.flatMap((y) => positions.flatMap((x) => [x, y])));
  const count = ys.length * positions.length;
  return { count, inputs, labels: new Int32Array(count), targets: null };
}

/** One digit a point, one text a row. */
function splitRows(digits: readonly number[], length: number): string[] {
  const rows = digits.length / length;
  return Array.from({ length: rows }, (_, row) => digits.slice(row * length, (row + 1) * length).join(""));
}

/** Whole tenths of the largest softmax probability, at most 9. */
function tenthsOf(logits: readonly number[]): number {
  const largest = Math.max(...logits);
  const total = sumOf(logits, (logit) => Math.exp(logit - largest));
  return Math.min(9, Math.floor(10 / total));
}

/** Far enough for every point, with a margin of a twenty-fifth; three digits will do. */
function reachOf(inputs: Float32Array): number {
  const farthest = inputs.reduce((far, value) => Math.max(far, Math.abs(value)), 0);
  return Number((1.04 * farthest).toPrecision(3));
}
