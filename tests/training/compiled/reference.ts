import { dropBits, dropKey } from "../../../src/core/counted-random.ts";
import { sizeOf, type Shape } from "../../../src/core/shape.ts";
import type { Architecture, GraphNode } from "../../../src/models/graph.ts";
import { learningRateAt } from "../../../src/training/step/optimizer.ts";
import { edgeName } from "../../../src/training/contract/session.ts";
import type { OptimizerSpec } from "../../../src/training/contract/optimizer.ts";
import { meanSquaredError, softmaxCrossEntropy, type LossAnswer } from "../../kernels/webgl/reference/loss.ts";
import { averageStatistics, statisticsOf } from "../../kernels/webgl/reference/normalization.ts";
import { adamStep, momentumStep } from "../../kernels/webgl/reference/optimizer.ts";
import type { Images, Sizes } from "../../kernels/webgl/reference/tensor.ts";
import { sum } from "../../kernels/webgl/reference/elementwise.ts";
import { applyNode, passBack, type NodeCall } from "./reference-nodes.ts";

export type Values = Map<string, Float64Array>;
type Mode = "batch-statistics" | "running-statistics";

export interface ReferenceBatch {
  readonly inputs: ArrayLike<number>;
  readonly count: number;
  readonly labels: readonly number[] | null;
  readonly targets: ArrayLike<number> | null;
}

export interface ReferenceTraining {
  readonly optimizer: OptimizerSpec;
  readonly seed: number;
  readonly steps: number;
}

export interface ReferenceGradients {
  readonly parameters: Values;
  readonly values: readonly (Images | null)[];
  readonly edges: ReadonlyMap<string, Images>;
}

/** Any net of the known operations, node by node in double precision: slow, plain, and checked by differences. */
export class ReferenceNet {
  readonly #nodes: readonly GraphNode[];
  readonly #training: ReferenceTraining;
  readonly parameters: Values;
  readonly #moments = new Map<string, readonly [Float64Array, Float64Array]>();
  #done = 0;

  constructor(
    { nodes }: Architecture,
    parameters: Readonly<Record<string, { values: ArrayLike<number> }>>,
    training: ReferenceTraining,
  ) {
    this.#nodes = nodes;
    this.#training = training;
    this.parameters = new Map(
      Object.entries(parameters).map(([name, { values }]) => [name, Float64Array.from(values)]),
    );
  }

  /** Values of all nodes. */
  forward(batch: ReferenceBatch, mode: Mode): Images[] {
    const values: Images[] = [];
    for (const [index, node] of this.#nodes.entries()) {
      const inputs = node.inputs.map((at) => values[at] as Images);
      values.push(
        node.op === "input"
          ? toImages(batch.inputs, batch.count, node.shape)
          : applyNode(this.#call(node, index, inputs, mode)),
      );
    }
    return values;
  }

  loss(output: Images, { labels, targets, count }: ReferenceBatch): LossAnswer {
    const weights = Array.from({ length: count }, () => 1 / count);
    if (labels !== null) return softmaxCrossEntropy(output, labels, weights);
    return meanSquaredError(output, { ...output, values: Float64Array.from(targets ?? []) }, weights);
  }

  totalLoss(batch: ReferenceBatch, mode: Mode): number {
    const output = this.forward(batch, mode).at(-1) as Images;
    return this.loss(output, batch).losses.reduce((total, each) => total + each, 0);
  }

  /** Gradients of all parameters by name, of all nodes' values by index, and what flows through every edge by its name. */
  gradients(batch: ReferenceBatch): ReferenceGradients {
    const values = this.forward(batch, "batch-statistics");
    const parameters: Values = new Map();
    const edges = new Map<string, Images>();
    const flowing: (Images | null)[] = this.#nodes.map(() => null);
    flowing[flowing.length - 1] = this.loss(values.at(-1) as Images, batch).gradient;
    for (let at = this.#nodes.length - 1; at > 0; at--) {
      const node = this.#nodes[at] as GraphNode;
      const gradient = flowing[at];
      if (gradient === null || gradient === undefined) continue;
      const inputs = node.inputs.map((from) => values[from] as Images);
      const back = passBack(this.#call(node, at, inputs, "batch-statistics"), values[at] as Images, gradient);
      for (const [role, found] of Object.entries(back.parameters)) parameters.set(`${node.name}/${role}`, found);
      node.inputs.forEach((from, place) => {
        const share = back.inputs[place] as Images;
        const edge = edgeName({ from: this.#nodes[from]?.name ?? "", to: node.name });
        const beside = edges.get(edge);
        edges.set(edge, beside === undefined ? share : sum(beside, share));
        const before = flowing[from] ?? null;
        flowing[from] = before === null ? share : sum(before, share);
      });
    }
    return { parameters, values: flowing, edges };
  }

  /** One update, running statistics included; returns the loss before it. */
  step(batch: ReferenceBatch): number {
    const loss = this.totalLoss(batch, "batch-statistics");
    const { parameters } = this.gradients(batch);
    this.#averageStatistics(batch);
    for (const [name, gradient] of parameters) this.#update(name, gradient);
    this.#done++;
    return loss;
  }

  #update(name: string, gradient: Float64Array): void {
    const { optimizer: spec, steps } = this.#training;
    const values = this.#parameter(name);
    const fresh = [new Float64Array(values.length), new Float64Array(values.length)] as const;
    const moments = this.#moments.get(name) ?? fresh;
    const rate = learningRateAt(spec, this.#done, steps);
    if (spec.kind === "adam") {
      const { beta1, beta2, epsilon, weightDecay: decay } = spec;
      const settings = { rate, beta1, beta2, epsilon, decay, count: this.#done + 1 };
      const stepped = adamStep(values, moments, gradient, settings);
      this.parameters.set(name, stepped.values);
      this.#moments.set(name, stepped.moments);
      return;
    }
    const stepped = momentumStep(values, moments[0], gradient, [rate, spec.momentum, spec.weightDecay]);
    this.parameters.set(name, stepped.values);
    this.#moments.set(name, [stepped.momentum, moments[1]]);
  }

  #averageStatistics(batch: ReferenceBatch): void {
    const values = this.forward(batch, "batch-statistics");
    for (const node of this.#nodes) {
      if (node.op !== "batchNorm") continue;
      const fresh = statisticsOf(values[node.inputs[0] ?? 0] as Images);
      const running = {
        mean: this.#parameter(`${node.name}/mean`),
        variance: this.#parameter(`${node.name}/variance`),
      };
      const averaged = averageStatistics({ ...running, count: 1 }, fresh, node.momentum);
      this.parameters.set(`${node.name}/mean`, averaged.mean);
      this.parameters.set(`${node.name}/variance`, averaged.variance);
    }
  }

  #parameter(name: string): Float64Array {
    const values = this.parameters.get(name);
    if (values === undefined) throw new Error(`the reference has no parameter '${name}'`);
    return values;
  }

  #call(node: GraphNode, index: number, inputs: readonly Images[], mode: Mode): NodeCall {
    const key = dropKey(this.#training.seed, index, this.#done);
    return {
      node,
      inputs,
      mode,
      key,
      bits: dropBits(key, 0),
      parameter: (role) => this.#parameter(`${node.name}/${role}`),
    };
  }
}

function toImages(values: ArrayLike<number>, batch: number, shape: Shape): Images {
  const [height, width, channels] = shape.length === 3 ? (shape as [number, number, number]) : [1, 1, sizeOf(shape)];
  const sizes: Sizes = { batch, height, width, channels };
  return { ...sizes, values: Float64Array.from(values) };
}
