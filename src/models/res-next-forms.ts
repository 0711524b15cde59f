import { declare, parameter } from "../core/declare.ts";
import { refuse } from "../core/errors.ts";
import { sameShape, sizeOf } from "../core/shape.ts";
import type { Architecture, GraphNode } from "./graph.ts";
import { architectureKind, parametersKind } from "./kinds.ts";
import type { ParameterEntry, ParameterRecord } from "./parameter-record.ts";
import { parameterSlots, type ParameterRole } from "./parameters.ts";
import { requireParameters } from "./require-parameters.ts";

type NodeParameters = Partial<Record<ParameterRole, ParameterEntry>>;

/** A convolution (or dense layer) and the batch normalisation behind it. */
interface Layer {
  readonly weights: NodeParameters;
  readonly norm: readonly NodeParameters[];
  readonly groups: number;
}

export const regroupParameters = declare(
  {
    name: "regroupParameters",
    help: "The parameters with which another form of a ResNeXt computes the same function: the first layer's outputs, the groups of the second and the last layer's inputs are cut into as many paths as there are groups. \"early-concatenation\" keeps the last layer whole.",
    parameters: [
      parameter("grouped", architectureKind, "The net with grouped convolutions, form (c)."),
      parameter("parameters", parametersKind, "Its values."),
      parameter(
        "target",
        architectureKind,
        'The same net as "split-sum", form (a), or "early-concatenation", form (b).',
      ),
    ],
    returns: ["Parameters"],
    refuses: "the two are not forms of one net, or parameters are missing",
    source: "Xie et al. 2017 (1611.05431), Fig. 3",
    example:
      '{ const shared = {depth: 11, width: 4, cardinality: 4, groupWidth: 2, inputShape: [8, 8, 3]}; const grouped = resNeXt(shared); return Object.keys(regroupParameters(grouped, initialParameters(grouped), resNeXt({...shared, form: "split-sum"}))).length; }',
  },
  regroup,
);

function regroup(
  grouped: Architecture,
  parameters: ParameterRecord,
  target: Architecture,
): Record<string, ParameterEntry> {
  requireParameters("regroupParameters", grouped, parameters);
  const isConcatenated = target.nodes.some(({ op }) => op === "concatenate");
  const split = isConcatenated ? splitUpToConcatenation : splitUpToSum;
  const values = cutBlocks(grouped).flatMap((block) => {
    const layers = readLayers(block, grouped.nodes, parameters);
    return layers.some(({ groups }) => groups > 1) ? split(layers) : wholeLayers(layers);
  });
  const nodes = target.nodes.filter((node) => parameterSlots(node, target.nodes).length > 0);
  if (nodes.length !== values.length) throw refuseTarget(grouped, target);
  const entries = nodes.flatMap((node, at) =>
    parameterSlots(node, target.nodes).map(({ name, role, shape }) => {
      const entry = values[at]?.[role];
      if (entry === undefined || !sameShape(entry.shape, shape)) throw refuseTarget(grouped, target);
      return [name, entry] as const;
    }),
  );
  return Object.fromEntries(entries);
}

function refuseTarget(grouped: Architecture, target: Architecture): Error {
  return refuse(
    "regroupParameters",
    `${target.name} is not another form of ${grouped.name}`,
    "Build both with the same options but for form.",
  );
}

/** Nodes up to each labelled one; the last part is the head. */
function cutBlocks({ nodes }: Architecture): GraphNode[][] {
  const blocks: GraphNode[][] = [[]];
  for (const node of nodes) {
    blocks.at(-1)?.push(node);
    if (node.block !== undefined) blocks.push([]);
  }
  return blocks;
}

function readLayers(block: readonly GraphNode[], nodes: readonly GraphNode[], given: ParameterRecord): Layer[] {
  const layers: { weights: NodeParameters; norm: NodeParameters[]; groups: number }[] = [];
  for (const node of block) {
    const slots = parameterSlots(node, nodes).map(({ name, role }) => [role, given[name]] as const);
    if (slots.length === 0) continue;
    const own: NodeParameters = Object.fromEntries(slots);
    if (node.op === "batchNorm") layers.at(-1)?.norm.push(own);
    else layers.push({ weights: own, norm: [], groups: node.op === "conv" ? node.groups : 1 });
  }
  return layers;
}

function wholeLayers(layers: readonly Layer[]): NodeParameters[] {
  return layers.flatMap(({ weights, norm }) => [weights, ...norm]);
}

/** Form (b): each path has its first two layers; the second's BN comes behind the concatenation. */
function splitUpToConcatenation([first, second, ...others]: readonly Layer[]): NodeParameters[] {
  if (first === undefined || second === undefined) return [];
  const paths = Array.from({ length: second.groups }, (_, path) => {
    const cut = (each: NodeParameters): NodeParameters => outputsOf(each, path, second.groups);
    return [...wholeLayers([first]).map(cut), cut(second.weights)];
  });
  return [...paths.flat(), ...second.norm, ...wholeLayers(others)];
}

/** Form (a): each path has all three layers; the third's BN comes behind the sum. */
function splitUpToSum([first, second, third, ...others]: readonly Layer[]): NodeParameters[] {
  if (first === undefined || second === undefined || third === undefined) return [];
  const paths = Array.from({ length: second.groups }, (_, path) => {
    const cut = (each: NodeParameters): NodeParameters => outputsOf(each, path, second.groups);
    return [...wholeLayers([first, second]).map(cut), inputsOf(third.weights, path, second.groups)];
  });
  return [...paths.flat(), ...third.norm, ...wholeLayers(others)];
}

/** One of `count` equal parts of a layer's output channels, or of what belongs to these channels. */
function outputsOf(whole: NodeParameters, part: number, count: number): NodeParameters {
  const cut = Object.entries(whole).map(([role, entry]) => [role, slice(entry, { fromEnd: 1, part, count })] as const);
  return Object.fromEntries(cut);
}

/** One of `count` equal parts of a layer's input channels. Its bias is added once, in the first part. */
function inputsOf({ kernel, bias }: NodeParameters, part: number, count: number): NodeParameters {
  const zeros = bias && { shape: bias.shape, values: new Float32Array(bias.values.length) };
  return {
    ...(kernel && { kernel: slice(kernel, { fromEnd: 2, part, count }) }),
    ...(bias && { bias: part === 0 ? bias : zeros }),
  };
}

/** Part `part` of `count` along the axis that is `fromEnd` places from the end. */
function slice(
  { shape, values }: ParameterEntry,
  { fromEnd, part, count }: { readonly fromEnd: number; readonly part: number; readonly count: number },
): ParameterEntry {
  const axis = shape.length - fromEnd;
  const size = (shape[axis] ?? 0) / count;
  const inner = sizeOf(shape.slice(axis + 1));
  const cut = Float32Array.from(values).filter((_, at) => {
    return Math.floor(at / inner / size) % count === part;
  });
  return { shape: shape.map((each, place) => (place === axis ? size : each)), values: cut };
}
