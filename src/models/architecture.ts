import { show } from "../core/check-value.ts";
import { declare, options, parameter } from "../core/declare.ts";
import { refuse } from "../core/errors.ts";
import { choice, integer, type Kind } from "../core/kinds.ts";
import { optional, withDefault } from "../core/options.ts";
import { families } from "./families.ts";
import type { Architecture, BlockLabel, GraphNode, Operation } from "./graph.ts";
import { depthOf } from "./stated-depth.ts";
import { tensor, type SymbolicTensor } from "./symbolic.ts";

const netName: Kind<string> = {
  type: "string",
  read: (where, name, value) => {
    if (typeof value === "string" && value !== "") return value;
    throw refuse(where, `${name} must be a text, got ${show(value)}`, 'Try name: "my net".');
  },
};

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

export const architecture = declare(
  {
    name: "architecture",
    help: "Lists everything that `output` depends on as an architecture, which can be trained, drawn and counted: inputs before what uses them, the first input of a sum before the second, so that parameters come in the order of the code that built the net.",
    parameters: [
      parameter("output", tensor, "The net's last tensor: its logits, or what it predicts."),
      options({
        name: withDefault(netName, "custom net", "What charts call it."),
        family: withDefault(choice(...families), "other", "Decides its colour and dash in charts."),
        depth: optional(
          integer({ least: 0, unit: "layers" }),
          "Weighted layers, to be compared with what was built.",
          "counted along the longest path",
        ),
      }),
    ],
    returns: ["Architecture"],
    refuses: "the net does not start from exactly one input, or its depth is another than was said",
    example:
      '{ const x = input([2]); return architecture(dense(relu(dense(x, {units: 8})), {units: 3}), {name: "small"}); }',
  },
  (output, { name, family, depth }): Architecture => {
    const nodes = nameNodes(listTensors(output));
    const starts = nodes.filter((node) => node.op === "input").length;
    if (starts !== 1) {
      const problem = `a net needs exactly one input, got ${starts}`;
      throw refuse("architecture", problem, "Call input(shape) once and share it.");
    }
    const built = depthOf(nodes);
    if (depth === undefined || depth === built) return { name, family, depth: built, nodes };
    throw refuse(
      "architecture",
      `depth is ${depth}, but the longest path has ${built} weighted layers`,
      "Leave depth out: it is counted.",
    );
  },
);

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
