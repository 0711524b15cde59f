import { nearestName, show } from "../core/check-value.ts";
import { CourseError, refuse } from "../core/errors.ts";
import { isPlainObject } from "../core/kinds.ts";
import { formatShape, sameShape, type Shape } from "../core/shape.ts";
import { families } from "./families.ts";
import type { Architecture, GraphNode } from "./graph.ts";
import { applyOperation, inputsOf, operationNames } from "./operations.ts";
import type { SymbolicTensor } from "./symbolic.ts";

/** Nets that were found to be in order: each object is looked at once. */
const checked = new WeakSet<object>();

/**
 * Refuses what is no net: plain data can come from a reader's hands as well as from the functions for nets.
 * @param where the function that was given it
 * @throws CourseError that names the node, what is wrong with it and what would work
 */
export function checkGraph(where: string, net: Architecture): void {
  if (checked.has(net)) return;
  requireHead(where, net);
  const names = new Set<string>();
  net.nodes.forEach((node: unknown, at) => {
    const place = placeOf(node, at);
    const read = requireNode(where, place, node, at);
    if (names.has(read.name))
      throw refuse(where, `two nodes are called '${read.name}'`, "Give each a name of its own.");
    names.add(read.name);
    requireShape(where, place, read, net.nodes);
  });
  requireUse(where, net);
  checked.add(net);
}

function requireHead(where: string, { name, family, depth, nodes }: Architecture): void {
  const problem = (what: string, got: unknown): string => `the architecture's ${what}, got ${show(got)}`;
  const remedy = "Make one with plainNet({depth: 20}) or architecture(output).";
  if (typeof name !== "string") throw refuse(where, problem("name must be a text", name), remedy);
  if (!families.includes(family)) {
    throw refuse(where, problem(`family must be one of ${families.join(", ")}`, family), remedy);
  }
  if (!Number.isInteger(depth) || depth < 0) throw refuse(where, problem("depth must be an integer", depth), remedy);
  if (nodes.length === 0) throw refuse(where, "the architecture has no nodes", remedy);
}

/** A node as its name or, where it has none, as its place. */
function placeOf(node: unknown, at: number): string {
  return isPlainObject(node) && typeof node["name"] === "string" ? `node '${node["name"]}'` : `nodes[${at}]`;
}

function requireNode(where: string, place: string, node: unknown, at: number): GraphNode {
  if (!isPlainObject(node))
    throw refuse(where, `${place} must be an object, got ${show(node)}`, "Write {op, name, …}.");
  const { op, name, inputs, shape } = node;
  if (typeof op !== "string" || !operationNames.some((each) => each === op)) {
    const nearest = typeof op === "string" ? nearestName(op, operationNames) : null;
    const hint = nearest === null ? "" : `Did you mean '${nearest}'? `;
    throw refuse(where, `${place} has an unknown op ${show(op)}`, `${hint}There are ${operationNames.join(", ")}.`);
  }
  if (typeof name !== "string" || name === "") {
    throw refuse(where, `${place} needs a name, got ${show(name)}`, "Parameters are named after it.");
  }
  const isPlace = (each: unknown): boolean => Number.isInteger(each) && (each as number) >= 0 && (each as number) < at;
  if (!Array.isArray(inputs) || !inputs.every(isPlace)) {
    const problem = `${place} must have inputs that stand before it, got ${show(inputs)}`;
    throw refuse(where, problem, "List them by their places in nodes, counted from 0.");
  }
  if (!Array.isArray(shape)) throw refuse(where, `${place} needs a shape, got ${show(shape)}`, "Write [8, 8, 16].");
  return node as unknown as GraphNode;
}

/** The same operation on tensors of its inputs' shapes says what is allowed, and what comes out. */
function requireShape(where: string, place: string, node: GraphNode, nodes: readonly GraphNode[]): void {
  const { least, most } = inputsOf(node.op);
  if (node.inputs.length < least || node.inputs.length > most) {
    const count = least === most ? `${least}` : `${least} or more`;
    throw refuse(where, `${place} (${node.op}) takes ${count} inputs, got ${node.inputs.length}`, "List as many.");
  }
  const built = attempt(where, place, () =>
    applyOperation(
      node,
      node.inputs.map((at) => tensorOf(nodes[at]?.shape ?? [])),
    ),
  );
  if (sameShape(built.shape, node.shape)) return;
  throw refuse(
    where,
    `${place} (${node.op}) puts out ${formatShape(built.shape)}, but its shape says ${formatShape(node.shape)}`,
    `Write shape: [${built.shape.join(", ")}].`,
  );
}

function attempt<T>(where: string, place: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof CourseError) throw new CourseError(`${where}: ${place} cannot be. ${error.message}`);
    throw error;
  }
}

function tensorOf(shape: Shape): SymbolicTensor {
  return { operation: { op: "input" }, inputs: [], shape };
}

/** One input, first in the list, and no node but the last that nothing uses. */
function requireUse(where: string, { name, nodes }: Architecture): void {
  const starts = nodes.filter(({ op }) => op === "input").length;
  if (starts !== 1 || nodes[0]?.op !== "input") {
    throw refuse(where, `${name} must begin with its one input, got ${starts} inputs`, "Put {op: 'input', …} first.");
  }
  const used = new Set(nodes.flatMap(({ inputs }) => inputs));
  const idle = nodes.slice(0, -1).find((_, at) => !used.has(at));
  if (idle === undefined) return;
  throw refuse(
    where,
    `node '${idle.name}' of ${name} is used by nothing`,
    "Leave it out, or let a later node take it.",
  );
}
