import { refuse } from "../core/errors.ts";
import { checkOptionNames, requireChoice, requireInteger, show } from "../core/check-value.ts";
import type { Architecture, BlockLabel, Family, GraphNode, Operation } from "./graph.ts";
import { requireTensor, type SymbolicTensor } from "./symbolic.ts";

export interface ArchitectureOptions {
  /** What charts call it. */
  readonly name?: string;
  /** Decides its colour in charts. */
  readonly family?: Family;
  /** Weighted layers; counted along the longest path when absent. */
  readonly depth?: number;
}

const nodeNames: Record<Operation["op"], string> = {
  input: "input",
  conv: "conv",
  dense: "dense",
  batchNorm: "bn",
  relu: "relu",
  sigmoid: "sigmoid",
  tanh: "tanh",
  add: "add",
  scale: "scale",
  complement: "complement",
  multiply: "multiply",
  concatenate: "concatenate",
  dropout: "dropout",
  stochasticDepth: "stochastic-depth",
  maxPool: "max-pool",
  subsamplePad: "subsample",
  globalAveragePool: "pool",
  flatten: "flatten",
};

/**
 * Lists everything that `output` depends on as an architecture: inputs before what uses them, the first input of a
 * sum before the second, so that parameters come in the order of the code that built the net.
 * @throws CourseError if the net does not start from exactly one input
 */
export function architecture(output: SymbolicTensor, options: ArchitectureOptions = {}): Architecture {
  requireTensor("architecture", output);
  checkOptionNames("architecture", options, ["name", "family", "depth"]);
  const { name = "custom net", family = "other" } = options;
  if (typeof name !== "string" || name === "") {
    throw refuse("architecture", `name must be a text, got ${show(name)}`, 'Try name: "my net".');
  }
  requireChoice("architecture", "family", family, ["plain", "residual", "bottleneck", "pre-activation", "other"]);

  const nodes = nameNodes(listTensors(output));
  const starts = nodes.filter((node) => node.op === "input").length;
  if (starts !== 1) {
    throw refuse(
      "architecture",
      `a net needs exactly one input, got ${starts}`,
      "Call input(shape) once and share it.",
    );
  }
  const depth = options.depth ?? countWeightedLayers(nodes);
  return { name, family, depth: requireInteger("architecture", "depth", depth, 0), nodes };
}

interface ListedTensor {
  readonly tensor: SymbolicTensor;
  readonly inputs: readonly number[];
  block?: BlockLabel;
}

/** Depth-first from the output, with a stack of our own: nets of a thousand layers would exhaust the call stack. */
function listTensors(output: SymbolicTensor): ListedTensor[] {
  const listed: ListedTensor[] = [];
  const places = new Map<SymbolicTensor, number>();
  const placeOf = (tensor: SymbolicTensor): number | undefined => places.get(tensor.original ?? tensor);
  const stack = [output];
  for (let tensor = stack.at(-1); tensor !== undefined; tensor = stack.at(-1)) {
    const missing = tensor.inputs.find((each) => placeOf(each) === undefined);
    if (placeOf(tensor) === undefined && missing !== undefined) {
      stack.push(missing);
      continue;
    }
    stack.pop();
    if (placeOf(tensor) === undefined) {
      places.set(tensor.original ?? tensor, listed.length);
      listed.push({ tensor, inputs: tensor.inputs.map((each) => placeOf(each) ?? 0) });
    }
  }
  attachLabels(output, listed, placeOf);
  return listed;
}

/** A label may sit on a copy that only some uses of a tensor know, so every use is looked at. */
function attachLabels(
  output: SymbolicTensor,
  listed: readonly ListedTensor[],
  placeOf: (tensor: SymbolicTensor) => number | undefined,
): void {
  for (const use of [...listed.flatMap(({ tensor }) => tensor.inputs), output]) {
    const entry = listed[placeOf(use) ?? -1];
    if (use.block === undefined || entry === undefined) continue;
    const { stage, index } = entry.block ?? use.block;
    if (stage !== use.block.stage || index !== use.block.index) {
      throw refuse(
        "architecture",
        `one tensor is labelled as block ${stage}.${index} and as block ${use.block.stage}.${use.block.index}`,
        "Call labelBlock once on each block's output.",
      );
    }
    entry.block = use.block;
  }
}

function nameNodes(listed: readonly ListedTensor[]): GraphNode[] {
  const counts = new Map<string, number>();
  return listed.map(({ tensor, inputs, block }) => {
    const kind = tensor.kind ?? nodeNames[tensor.operation.op];
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    const name = kind === "input" ? kind : `${kind}${count}`;
    const node = { ...tensor.operation, name, inputs, shape: [...tensor.shape] };
    return block === undefined ? node : { ...node, block };
  });
}

/** Convolutions and dense layers on the longest path, so that projections beside the trunk do not count. */
function countWeightedLayers(nodes: readonly GraphNode[]): number {
  const depths: number[] = [];
  for (const { op, inputs } of nodes) {
    const before = inputs.reduce((deepest, at) => Math.max(deepest, depths[at] ?? 0), 0);
    depths.push(before + (op === "conv" || op === "dense" ? 1 : 0));
  }
  return depths.at(-1) ?? 0;
}
