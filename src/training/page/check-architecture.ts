import { refuse } from "../../core/errors.ts";
import { formatShape, sameShape } from "../../core/shape.ts";
import type { Architecture } from "../../models/graph.ts";
import type { DataFacts } from "./data-facts.ts";
import type { LossKind } from "../contract/session.ts";

/**
 * Refuses a net that cannot be fed with the data, or whose output cannot be compared with its labels.
 * @param where the function that was called
 */
export function requireMatch(where: string, net: Architecture, data: DataFacts, loss: LossKind): void {
  const input = net.nodes[0]?.shape ?? [];
  if (!sameShape(input, data.shape)) {
    const shapes = `takes inputs of ${formatShape(input)}, but the data has ${formatShape(data.shape)}`;
    throw refuse(where, `${net.name} ${shapes}`, `Build the net with inputShape: [${data.shape.join(", ")}].`);
  }
  const output = net.nodes.at(-1)?.shape ?? [];
  const wanted = [(loss === "cross-entropy" ? data.classes : data.targets) ?? 1];
  if (sameShape(output, wanted)) return;
  const what = loss === "cross-entropy" ? "classes" : "target values";
  throw refuse(
    where,
    `${net.name} puts out ${formatShape(output)}, but the data has ${wanted[0]} ${what}`,
    `End the net with a dense layer of ${wanted[0]} units.`,
  );
}
