import { countParameters } from "../../src/models/summary.ts";

/** What is read of a net that an answer gave back; it came as plain data, and may be anything. */
export interface SeenNode {
  readonly op: string;
  readonly inputs: readonly number[];
  readonly shape: readonly number[];
  readonly kernel?: unknown;
  readonly stride?: unknown;
  readonly block?: unknown;
}

export interface SeenNet {
  readonly nodes: readonly SeenNode[];
  readonly parameters: number;
}

/** Reads a net and counts its parameters; a text says why it is none. */
export function asNet(value: unknown): SeenNet | string {
  const nodes = typeof value === "object" && value !== null && "nodes" in value ? value.nodes : null;
  if (!Array.isArray(nodes) || nodes.length === 0) return "it is no net";
  try {
    return { nodes: nodes as SeenNode[], parameters: countParameters(value as never) };
  } catch (error) {
    return `it is no net (${error instanceof Error ? error.message : "unreadable"})`;
  }
}

/** The shape that comes out, such as "28,28,128". */
export function shapeOf({ nodes }: SeenNet): string {
  return nodes.at(-1)?.shape.join() ?? "";
}

export function countOf({ nodes }: SeenNet, isCounted: (node: SeenNode) => boolean): number {
  return nodes.filter(isCounted).length;
}
