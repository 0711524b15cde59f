import { Random } from "../../../src/core/random.ts";
import { sizeOf, type Shape } from "../../../src/core/shape.ts";
import { architecture } from "../../../src/models/architecture.ts";
import type { Architecture } from "../../../src/models/graph.ts";
import {
  add,
  batchNorm,
  conv,
  dense,
  flatten,
  globalAveragePool,
  input,
  relu,
  scale,
  sigmoid,
  subsamplePad,
  tanh,
} from "../../../src/models/layers.ts";
import { initialParameters } from "../../../src/models/parameters.ts";
import { labelBlock, type SymbolicTensor } from "../../../src/models/symbolic.ts";
import type { ReferenceBatch } from "./reference.ts";

/** A net with a batch, made so that it strains the planner in some way. */
export interface OddNet {
  readonly architecture: Architecture;
  readonly batch: ReferenceBatch;
  readonly parameters: ReturnType<typeof initialParameters>;
}

const bnRelu = (x: SymbolicTensor): SymbolicTensor => relu(batchNorm(x));

/** Pre-activation blocks: the trunk is read by a normalisation and by a sum without a ReLU behind it. */
function preActivation(): SymbolicTensor {
  let x = labelBlock(conv(input([8, 8, 3]), { filters: 5 }), { stage: 0, index: 0 });
  for (const index of [1, 2]) {
    const branch = conv(bnRelu(conv(bnRelu(x), { filters: 5 })), { filters: 5 });
    x = labelBlock(add(branch, x), { stage: 1, index });
  }
  const wide = bnRelu(x);
  const branch = conv(wide, { filters: 13, stride: 2 });
  x = labelBlock(add(branch, conv(wide, { filters: 13, stride: 2, kernel: 1 })), { stage: 2, index: 1 });
  return dense(globalAveragePool(bnRelu(x)), { units: 4 });
}

/** A trunk that six consumers of all kinds read, twice by the same sum. */
function manyConsumers(): SymbolicTensor {
  const x = labelBlock(relu(conv(input([7, 7, 2]), { filters: 6, bias: true })), { stage: 0, index: 0 });
  const sums = add(x, scale(x, 0.5), tanh(x), scale(batchNorm(x), -1), sigmoid(conv(x, { filters: 6 })), x);
  const doubled = labelBlock(add(sums, sums), { stage: 1, index: 1 });
  const pooled = globalAveragePool(x);
  return dense(add(pooled, globalAveragePool(doubled), relu(pooled)), { units: 3 });
}

/** Scaled branches, option A with odd channels, two projected terms in one sum, a ReLU after BN of a scaled sum. */
function scaledShortcuts(): SymbolicTensor {
  const stem = labelBlock(relu(conv(input([9, 6, 3]), { filters: 3 })), { stage: 0, index: 0 });
  const branch = scale(batchNorm(conv(stem, { filters: 7, stride: 2 })), 0.3);
  const middle = labelBlock(relu(add(branch, scale(subsamplePad(stem, { stride: 2, channels: 7 }), 2))), {
    stage: 1,
    index: 1,
  });
  const projected = batchNorm(conv(middle, { filters: 7, kernel: 1 }));
  const both = relu(add(batchNorm(conv(middle, { filters: 7 })), projected));
  return dense(flatten(labelBlock(both, { stage: 1, index: 2 })), { units: 5 });
}

/** No parameters between input and first sum; activations without normalisation; a block output read by nobody else. */
function smooth(): SymbolicTensor {
  const x = input([5]);
  const h = labelBlock(tanh(dense(add(x, scale(x, 0.1)), { units: 9 })), { stage: 0, index: 0 });
  const deeper = labelBlock(add(sigmoid(dense(h, { units: 9, bias: false })), h), { stage: 1, index: 1 });
  return dense(scale(tanh(deeper), 0.7), { units: 6 });
}

const nets: readonly [name: string, build: () => SymbolicTensor, batch: number, regression?: true][] = [
  ["pre-activation", preActivation, 3],
  ["many consumers", manyConsumers, 5],
  ["scaled shortcuts", scaledShortcuts, 3],
  ["scaled shortcuts, one example", scaledShortcuts, 1],
  ["smooth", smooth, 7, true],
];

export function oddNets(): OddNet[] {
  return nets.map(([name, build, count, regression], index) => {
    const net = architecture(build(), { name });
    const random = new Random(index, "odd net");
    const first: Shape = net.nodes[0]?.shape ?? [];
    const outputs = sizeOf(net.nodes.at(-1)?.shape ?? []);
    const normals = (length: number): Float32Array => Float32Array.from({ length }, () => random.normal());
    const parameters = initialParameters(net, index);
    for (const { values } of Object.values(parameters)) {
      values.forEach((value, at) => (values[at] = value + 0.1 * random.uniform()));
    }
    const batch = {
      count,
      inputs: normals(count * sizeOf(first)),
      labels: regression ? null : Array.from({ length: count }, () => random.integer(outputs)),
      targets: regression ? normals(count * outputs) : null,
    };
    return { architecture: net, batch, parameters };
  });
}
