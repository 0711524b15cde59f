import { Random } from "../../../src/core/random.ts";
import { sizeOf, type Shape } from "../../../src/core/shape.ts";
import { architecture } from "../../../src/models/architecture.ts";
import { complement, dropout, multiply, stochasticDepth } from "../../../src/models/gates.ts";
import type { Architecture } from "../../../src/models/graph.ts";
import { add, concatenate, scale } from "../../../src/models/joins.ts";
import { batchNorm, conv, dense, input } from "../../../src/models/layers.ts";
import { relu, sigmoid, tanh } from "../../../src/models/nonlinearities.ts";
import { flatten, globalAveragePool, maxPool, subsamplePad } from "../../../src/models/pooling.ts";
import { initialParameters } from "../../../src/models/parameters.ts";
import { labelBlock, type SymbolicTensor } from "../../../src/models/symbolic.ts";
import type { AdamSpec, SgdSpec } from "../../../src/training/contract/optimizer.ts";
import type { ReferenceBatch, ReferenceTraining } from "./reference.ts";

/** A net with a batch, made so that it strains the planner in some way. */
export interface OddNet {
  readonly architecture: Architecture;
  readonly batch: ReferenceBatch;
  readonly parameters: ReturnType<typeof initialParameters>;
  readonly training: ReferenceTraining;
}

const schedule = { learningRate: 0.05, decay: [{ at: 0.6, factor: 0.5 }] };
const sgd: SgdSpec = { kind: "sgd", ...schedule, warmUp: null, momentum: 0.9, weightDecay: 1e-4 };
const adam: AdamSpec = {
  ...{ kind: "adam", beta1: 0.8, beta2: 0.99, epsilon: 1e-2, weightDecay: 1e-2 },
  ...schedule,
  warmUp: { kind: "linear", from: 0.01, until: 0.3 },
};

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
  x = labelBlock(add(branch, conv(wide, { filters: 13, stride: 2, kernelSize: 1 })), { stage: 2, index: 1 });
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
  const projected = batchNorm(conv(middle, { filters: 7, kernelSize: 1 }));
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

/** A sum gated both ways, a gate that others read too, a square, and gates behind ReLU, batch normalisation and a sum. */
function gated(): SymbolicTensor {
  const x = labelBlock(relu(conv(input([6, 5, 3]), { filters: 6 })), { stage: 0, index: 0 });
  const gate = sigmoid(conv(x, { filters: 6, kernelSize: 1, bias: true }));
  const branch = batchNorm(conv(x, { filters: 6 }));
  const highway = labelBlock(add(multiply(branch, gate), multiply(x, complement(gate))), { stage: 1, index: 1 });
  const open = complement(gate);
  const many = add(
    open,
    multiply(highway, open),
    scale(multiply(highway, highway), -0.2),
    multiply(complement(x), open),
  );
  const exclusive = relu(multiply(complement(tanh(many)), relu(batchNorm(conv(many, { filters: 6 })))));
  const scaled = relu(scale(complement(labelBlock(exclusive, { stage: 1, index: 2 })), 0.5));
  return dense(globalAveragePool(add(scaled, multiply(scaled, gate))), { units: 3 });
}

/** Grouped convolutions of every pattern, side by side in a concatenation with odd offsets, and a sum of 20 tensors. */
function cardinal(): SymbolicTensor {
  const x = labelBlock(bnRelu(conv(input([8, 8, 3]), { filters: 12 })), { stage: 0, index: 0 });
  const wide = relu(conv(x, { filters: 16, groups: 4, stride: 2, bias: true }));
  const aligned = conv(wide, { filters: 32, groups: 4, kernelSize: 1 });
  const paths = [1, 2, 3, 4, 6].map((groups) => conv(x, { filters: 12, groups: 12 / groups, stride: 2 }));
  const side = concatenate(aligned, conv(x, { filters: 3, groups: 3, stride: 2 }), ...paths, maxPool(x));
  const mixed = labelBlock(bnRelu(side), { stage: 1, index: 1 });
  const reduced = conv(mixed, { filters: 5, kernelSize: 1 });
  const terms = Array.from({ length: 20 }, (_, at) => (at % 3 === 0 ? tanh(reduced) : scale(reduced, 0.1 * at)));
  const joined = concatenate(relu(add(...terms)), conv(mixed, { filters: 2, kernelSize: 1 }), reduced);
  return dense(globalAveragePool(labelBlock(joined, { stage: 1, index: 2 })), { units: 4 });
}

/** Everything that leaves something to chance: alone, normalised, in a sum, behind a gate, one behind the other. */
function chancy(): SymbolicTensor {
  const x = labelBlock(relu(conv(input([5, 7, 3]), { filters: 7 })), { stage: 0, index: 0 });
  const branch = (from: SymbolicTensor): SymbolicTensor => batchNorm(conv(from, { filters: 7 }));
  const alive = relu(add(stochasticDepth(branch(x), { survival: 0.7 }), dropout(x, { rescale: "at-test" })));
  const first = labelBlock(alive, { stage: 1, index: 1 });
  const both = stochasticDepth(scale(dropout(branch(first), { rate: 0.3 }), 2), { survival: 0.9 });
  const gate = multiply(dropout(sigmoid(first), { rate: 0.2 }), stochasticDepth(tanh(first), { survival: 0.5 }));
  const second = labelBlock(add(both, stochasticDepth(gate, { survival: 0.95 }), first), { stage: 1, index: 2 });
  const halves = add(dropout(second, { rate: 0.5 }), dropout(second, { rate: 0.5 }), dropout(x, { rate: 1 }));
  return dense(dropout(globalAveragePool(relu(halves)), { rate: 0.1 }), { units: 4 });
}

/** Pooling with overlapping windows over many equal values. */
function pooled(): SymbolicTensor {
  const x = labelBlock(relu(conv(input([9, 8, 2]), { filters: 5 })), { stage: 0, index: 0 });
  const half = maxPool(x, { poolSize: 3, stride: 2 });
  const fine = maxPool(half, { poolSize: 2, stride: 1, padding: 1 });
  const large = maxPool(x, { poolSize: 4, stride: 3, padding: 2 });
  return dense(concatenate(globalAveragePool(conv(fine, { filters: 4 })), globalAveragePool(large)), { units: 3 });
}

const nets: readonly [name: string, build: () => SymbolicTensor, batch: number, regression?: true][] = [
  ["pre-activation", preActivation, 3],
  ["many consumers", manyConsumers, 5],
  ["scaled shortcuts", scaledShortcuts, 3],
  ["scaled shortcuts, one example", scaledShortcuts, 1],
  ["smooth", smooth, 7, true],
  ["gated", gated, 3],
  ["gated, one example", gated, 1],
  ["cardinal", cardinal, 2],
  ["pooled", pooled, 2],
  ["chancy", chancy, 4],
];

export function oddNets(): OddNet[] {
  return nets.map(([name, build, count, regression], index) => {
    const net = architecture(build(), { name });
    const random = new Random(index, "odd net");
    const first: Shape = net.nodes[0]?.shape ?? [];
    const outputs = sizeOf(net.nodes.at(-1)?.shape ?? []);
    const normals = (length: number): Float32Array => Float32Array.from({ length }, () => random.normal());
    const parameters = initialParameters(net, { seed: index });
    for (const { values } of Object.values(parameters)) {
      values.forEach((value, at) => (values[at] = value + 0.1 * random.uniform()));
    }
    const batch = {
      count,
      inputs: normals(count * sizeOf(first)),
      labels: regression ? null : Array.from({ length: count }, () => random.integer(outputs)),
      targets: regression ? normals(count * outputs) : null,
    };
    const training = { optimizer: index % 2 === 0 ? sgd : adam, seed: 7 + index, steps: 3 };
    return { architecture: net, batch, parameters, training };
  });
}
