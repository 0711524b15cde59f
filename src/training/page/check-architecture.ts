import { refuse } from "../../core/errors.ts";
import { show } from "../../core/check-value.ts";
import { formatShape, sameShape } from "../../core/shape.ts";
import type { Architecture, GraphNode } from "../../models/graph.ts";
import type { DataFacts } from "./data-facts.ts";
import type { LossKind } from "../contract/session.ts";

/** Returns the value if it is an architecture: a list of nodes, each naming earlier ones. */
export function requireArchitecture(where: string, value: unknown): Architecture {
  if (isArchitecture(value)) return value;
  const got =
    typeof value === "object" && value !== null && "operation" in value
      ? "a symbolic tensor; wrap it: architecture(tensor)"
      : show(value);
  throw refuse(where, `expected an architecture, got ${got}`, "Build one, as with plainNet({depth: 20}).");
}

function isArchitecture(value: unknown): value is Architecture {
  if (typeof value !== "object" || value === null || !("nodes" in value) || !("name" in value)) return false;
  const { nodes } = value;
  return Array.isArray(nodes) && nodes.length > 0 && nodes.every((node: unknown, at) => isNode(node, at));
}

function isNode(node: unknown, at: number): boolean {
  if (typeof node !== "object" || node === null) return false;
  const { op, inputs, shape } = node as Partial<GraphNode>;
  const earlier = Array.isArray(inputs) && inputs.every((input) => Number.isInteger(input) && input >= 0 && input < at);
  return typeof op === "string" && Array.isArray(shape) && earlier && (op === "input") === (at === 0);
}

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
