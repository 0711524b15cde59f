import { declare, options, parameter } from "../core/declare.ts";
import { refuse } from "../core/errors.ts";
import { integer } from "../core/kinds.ts";
import { needed } from "../core/options.ts";
import type { Architecture, GraphNode, Operation } from "./graph.ts";
import { architectureKind, parametersKind } from "./kinds.ts";
import type { ParameterEntry } from "./parameter-record.ts";
import { initialOf, slotsOf } from "./parameters.ts";
import { requireParameters } from "./require-parameters.ts";

export const insertIdentityLayers = declare(
  {
    name: "insertIdentityLayers",
    help: "Deepens a trained net by blocks of two layers that return their input, placed after the last block: the construction by which the paper argues that a deeper net need not be worse. Where batch normalisation follows, γ = √(1 + ε) undoes it at mean 0 and variance 1, so with running statistics the deeper net computes the same function, up to the rounding of that division.",
    parameters: [
      parameter("architecture", architectureKind),
      parameter("parameters", parametersKind, "The trained values, running statistics included."),
      options({
        blocks: needed(integer({ least: 0 }), "How many blocks of two layers; 0 returns the net as it is."),
      }),
    ],
    returns: ["{architecture, parameters}", "the deeper net and its values"],
    refuses:
      "the last block ends in a sigmoid or tanh, which no layer behind can undo, no block is labelled, or parameters are missing",
    source: "He et al. 2015, sec. 1",
    example:
      "{ const net = plainMlp({depth: 8}); return insertIdentityLayers(net, exampleRun.runs[0].parameters, {blocks: 2}).architecture.name; }",
  },
  (architecture, parameters, { blocks }): DeeperNet => {
    requireParameters("insertIdentityLayers", architecture, parameters);
    const at = findLastBlock(architecture);
    const inserted = identityNodes(architecture, at, blocks);
    const nodes = splice(architecture.nodes, at, inserted);
    const kept = Object.fromEntries(
      slotsOf(architecture).map(({ name }) => [name, parameters[name] as ParameterEntry]),
    );
    // Identity kernels, γ = √(1 + ε), β = 0, mean 0 and variance 1 are what these nodes start from, whatever the seed.
    for (const node of inserted) Object.assign(kept, initialOf(node, nodes, 0));
    const { name, family, depth } = architecture;
    const deeperName = blocks === 0 ? name : `${name} + ${2 * blocks} identity layers`;
    return { architecture: { name: deeperName, family, depth: depth + 2 * blocks, nodes }, parameters: kept };
  },
);

export interface DeeperNet {
  readonly architecture: Architecture;
  readonly parameters: Record<string, ParameterEntry>;
}

/** Index of the last labelled block output. */
function findLastBlock({ name, nodes }: Architecture): number {
  const at = nodes.findLastIndex((node) => node.block !== undefined);
  if (at === -1) {
    throw refuse("insertIdentityLayers", `${name} has no labelled block`, "Mark block outputs with labelBlock.");
  }
  return at;
}

/** The new nodes, in the style of the net: convolutions on images, batch normalisation and ReLU where it has them. */
function identityNodes({ name, nodes }: Architecture, at: number, blocks: number): GraphNode[] {
  const end = nodes[at] as GraphNode;
  if (end.op === "sigmoid" || end.op === "tanh") {
    throw refuse(
      "insertIdentityLayers",
      `the blocks of ${name} end in ${end.op}, and no layer with that activation returns its input`,
      'Use a net with activation: "relu", where ReLU(x) = x for every x that a ReLU has put out.',
    );
  }
  const layer = layerOperations(end, nodes);
  const numbering = new Map<string, number>();
  const inserted: GraphNode[] = [];
  for (let block = 1; block <= blocks; block++) {
    for (const operation of [...layer, ...layer]) {
      const last = at + inserted.length;
      inserted.push({
        ...operation,
        name: nextName(operation.op, nodes, numbering),
        inputs: [last],
        shape: end.shape,
      });
    }
    const output = inserted.at(-1) as GraphNode;
    const { stage, index } = end.block ?? { stage: 1, index: 0 };
    inserted[inserted.length - 1] = { ...output, block: { stage: Math.max(stage, 1), index: index + block } };
  }
  return inserted;
}

function layerOperations(end: GraphNode, nodes: readonly GraphNode[]): Operation[] {
  const channels = end.shape.at(-1) ?? 0;
  const norm = nodes.find((node) => node.op === "batchNorm");
  const bias = norm === undefined;
  const initializer = { kind: "identity" } as const;
  const operations: Operation[] = [
    end.shape.length === 3
      ? { op: "conv", filters: channels, kernel: 3, stride: 1, padding: 1, groups: 1, bias, initializer }
      : { op: "dense", units: channels, bias, initializer },
  ];
  if (norm?.op === "batchNorm") {
    const { momentum, epsilon } = norm;
    operations.push({ op: "batchNorm", momentum, epsilon, initialGamma: Math.sqrt(1 + epsilon) });
  }
  if (end.op === "relu") operations.push({ op: "relu" });
  return operations;
}

/** `identityConv1`, …: apart from the net's own numbering, so that trained parameters keep their names. */
function nextName(op: Operation["op"], nodes: readonly GraphNode[], numbering: Map<string, number>): string {
  const kind = `identity${op === "batchNorm" ? "Bn" : op.charAt(0).toUpperCase() + op.slice(1)}`;
  const before = numbering.get(kind) ?? nodes.filter((node) => node.name.startsWith(kind)).length;
  numbering.set(kind, before + 1);
  return `${kind}${before + 1}`;
}

/** Puts the new nodes behind `at`; what used that node's output uses the last new one's instead. */
function splice(nodes: readonly GraphNode[], at: number, inserted: readonly GraphNode[]): GraphNode[] {
  const shift = (place: number): number => (place < at ? place : place + inserted.length);
  const behind = nodes.slice(at + 1).map((node) => ({ ...node, inputs: node.inputs.map(shift) }));
  return [...nodes.slice(0, at + 1), ...inserted, ...behind];
}
