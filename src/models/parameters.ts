import { declare, options, parameter } from "../core/declare.ts";
import { describeBytes, memoryRoom } from "../core/byte-size.ts";
import { refuse } from "../core/errors.ts";
import { seedKind } from "../core/kinds.ts";
import { withDefault } from "../core/options.ts";
import { Random } from "../core/random.ts";
import { sizeOf, type Shape } from "../core/shape.ts";
import { sumOf } from "../core/statistics.ts";
import type { Architecture, GraphNode } from "./graph.ts";
import { drawInitial } from "./initializers.ts";
import { architectureKind } from "./kinds.ts";

export type ParameterRole = "kernel" | "bias" | "gamma" | "beta" | "mean" | "variance";

export interface ParameterSlot {
  /** `${node name}/${role}`. */
  readonly name: string;
  readonly role: ParameterRole;
  readonly shape: Shape;
  /** False for running statistics, which are averaged, not trained, and not counted as parameters. */
  readonly trainable: boolean;
}

/** The parameters of one node, in the order in which PyTorch would list them. */
export function parameterSlots(node: GraphNode, nodes: readonly GraphNode[]): ParameterSlot[] {
  const channelsIn = nodes[node.inputs[0] ?? -1]?.shape.at(-1) ?? 0;
  const slot = (role: ParameterRole, shape: Shape): ParameterSlot => {
    return { name: `${node.name}/${role}`, role, shape, trainable: role !== "mean" && role !== "variance" };
  };
  switch (node.op) {
    case "conv": {
      const kernel = slot("kernel", [node.kernel, node.kernel, channelsIn / node.groups, node.filters]);
      return node.bias ? [kernel, slot("bias", [node.filters])] : [kernel];
    }
    case "dense": {
      const kernel = slot("kernel", [channelsIn, node.units]);
      return node.bias ? [kernel, slot("bias", [node.units])] : [kernel];
    }
    case "batchNorm":
      return (["gamma", "beta", "mean", "variance"] as const).map((role) => slot(role, [channelsIn]));
    default:
      return [];
  }
}

export const listParameters = declare(
  {
    name: "listParameters",
    help: "Every parameter of the net, in graph order: name, role, shape, and whether it is trained (running statistics are not).",
    parameters: [parameter("architecture", architectureKind)],
    returns: ["ParameterSlot[]"],
    example: "listParameters(plainMlp({depth: 4}))",
  },
  slotsOf,
);

/** Every parameter of a net that is known to be one. */
export function slotsOf({ nodes }: Architecture): ParameterSlot[] {
  return nodes.flatMap((node) => parameterSlots(node, nodes));
}

/** Bytes of all parameters in 32 bits each, running statistics included, and of those that are trained. */
export function parameterBytes(architecture: Architecture): { readonly weights: number; readonly trained: number } {
  const slots = slotsOf(architecture);
  const bytes = (some: readonly ParameterSlot[]): number => 4 * sumOf(some, ({ shape }) => sizeOf(shape));
  return { weights: bytes(slots), trained: bytes(slots.filter(({ trainable }) => trainable)) };
}

export const initialParameters = declare(
  {
    name: "initialParameters",
    help: "Values to start training from, in graph order. Every kernel has a random stream of its own, named after it: nets that share names and shapes (a plain net and its residual twin) start from the same weights.",
    parameters: [
      parameter("architecture", architectureKind),
      options({ seed: withDefault(seedKind, 1, "Another seed draws other weights.") }),
    ],
    returns: ["Parameters", "{shape, values} by name: conv1/kernel, bn1/gamma, …"],
    refuses: "an initializer has no kernel of the shape that is asked for",
    example: 'initialParameters(plainMlp({depth: 4}), {seed: 7})["dense1/kernel"].shape',
  },
  (architecture, { seed }): Record<string, InitialEntry> => {
    requireRoom(architecture);
    const { nodes } = architecture;
    return Object.assign({}, ...nodes.map((node) => initialOf(node, nodes, seed))) as Record<string, InitialEntry>;
  },
);

function requireRoom(architecture: Architecture): void {
  const [{ weights }, room] = [parameterBytes(architecture), memoryRoom()];
  if (weights <= room) return;
  const problem = `the weights of ${architecture.name} need ${describeBytes(weights)}, and there is room for about ${describeBytes(room)}`;
  throw refuse("initialParameters", problem, "Try a narrower net: weights grow with the square of the width.");
}

export interface InitialEntry {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** The starting values of one node's parameters. */
export function initialOf(node: GraphNode, nodes: readonly GraphNode[], seed: number): Record<string, InitialEntry> {
  const slots = parameterSlots(node, nodes);
  return Object.fromEntries(
    slots.map((slot) => [slot.name, { shape: slot.shape, values: initialValues(node, slot, seed) }]),
  );
}

function initialValues(node: GraphNode, { name, role, shape }: ParameterSlot, seed: number): Float32Array {
  if (role === "kernel" && (node.op === "conv" || node.op === "dense")) {
    return drawInitial(node.initializer, shape, new Random(seed, `weights/${name}`));
  }
  const values = new Float32Array(sizeOf(shape));
  if (role === "bias" && (node.op === "conv" || node.op === "dense")) values.fill(node.initialBias ?? 0);
  if (role === "gamma" && node.op === "batchNorm") values.fill(node.initialGamma);
  if (role === "variance") values.fill(1);
  return values;
}
