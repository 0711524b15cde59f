import { sizeOf, type Shape } from "../../../src/core/shape.ts";
import type { Architecture, GraphNode } from "../../../src/models/graph.ts";
import { convolve, inputGradient, kernelGradient, sumByChannel } from "../../kernels/webgl/reference/convolution.ts";
import {
  activationGradient,
  applyActivation,
  averagePool,
  averagePoolGradient,
  subsamplePad,
  subsamplePadGradient,
  sum,
} from "../../kernels/webgl/reference/elementwise.ts";
import { meanSquaredError, softmaxCrossEntropy, type LossAnswer } from "../../kernels/webgl/reference/loss.ts";
import {
  averageStatistics,
  normalizationGradients,
  normalize,
  statisticsOf,
} from "../../kernels/webgl/reference/normalization.ts";
import { momentumStep, type Settings } from "../../kernels/webgl/reference/optimizer.ts";
import { mapValues, type Images, type Sizes } from "../../kernels/webgl/reference/tensor.ts";

export type Values = Map<string, Float64Array>;

export interface ReferenceBatch {
  readonly inputs: ArrayLike<number>;
  readonly count: number;
  readonly labels: readonly number[] | null;
  readonly targets: ArrayLike<number> | null;
}

/** Any net of the known operations, node by node in double precision: slow, plain, and checked by differences. */
export class ReferenceNet {
  readonly #nodes: readonly GraphNode[];
  readonly parameters: Values;
  readonly #momentum: Values = new Map();

  constructor({ nodes }: Architecture, parameters: Readonly<Record<string, { values: ArrayLike<number> }>>) {
    this.#nodes = nodes;
    this.parameters = new Map(
      Object.entries(parameters).map(([name, { values }]) => [name, Float64Array.from(values)]),
    );
  }

  /** Values of all nodes. */
  forward(batch: ReferenceBatch, mode: "batch-statistics" | "running-statistics"): Images[] {
    const values: Images[] = [];
    for (const node of this.#nodes) {
      const inputs = node.inputs.map((at) => values[at] as Images);
      values.push(
        node.op === "input" ? toImages(batch.inputs, batch.count, node.shape) : this.#apply(node, inputs, mode),
      );
    }
    return values;
  }

  loss(output: Images, { labels, targets, count }: ReferenceBatch): LossAnswer {
    const weights = Array.from({ length: count }, () => 1 / count);
    if (labels !== null) return softmaxCrossEntropy(output, labels, weights);
    return meanSquaredError(output, { ...output, values: Float64Array.from(targets ?? []) }, weights);
  }

  totalLoss(batch: ReferenceBatch, mode: "batch-statistics" | "running-statistics"): number {
    const output = this.forward(batch, mode).at(-1) as Images;
    return this.loss(output, batch).losses.reduce((total, each) => total + each, 0);
  }

  /** Gradients of all parameters by name, and of all nodes' values by index. */
  gradients(batch: ReferenceBatch): { readonly parameters: Values; readonly values: readonly (Images | null)[] } {
    const values = this.forward(batch, "batch-statistics");
    const parameters: Values = new Map();
    const flowing: (Images | null)[] = this.#nodes.map(() => null);
    flowing[flowing.length - 1] = this.loss(values.at(-1) as Images, batch).gradient;
    for (let at = this.#nodes.length - 1; at > 0; at--) {
      const node = this.#nodes[at] as GraphNode;
      const gradient = flowing[at];
      if (gradient === null || gradient === undefined) continue;
      const passed = this.#back(node, values, values[at] as Images, gradient, parameters);
      node.inputs.forEach((from, place) => {
        const share = passed[place] as Images;
        const before = flowing[from] ?? null;
        flowing[from] = before === null ? share : sum(before, share);
      });
    }
    return { parameters, values: flowing };
  }

  /** One update, running statistics included; returns the loss before it. */
  step(batch: ReferenceBatch, settings: Settings): number {
    const loss = this.totalLoss(batch, "batch-statistics");
    const { parameters } = this.gradients(batch);
    this.#averageStatistics(batch);
    for (const [name, gradient] of parameters) {
      const values = this.#parameter(name);
      const momentum = this.#momentum.get(name) ?? new Float64Array(values.length);
      const stepped = momentumStep(values, momentum, gradient, settings);
      this.parameters.set(name, stepped.values);
      this.#momentum.set(name, stepped.momentum);
    }
    return loss;
  }

  #averageStatistics(batch: ReferenceBatch): void {
    const values = this.forward(batch, "batch-statistics");
    for (const node of this.#nodes) {
      if (node.op !== "batchNorm") continue;
      const fresh = statisticsOf(values[node.inputs[0] ?? 0] as Images);
      const averaged = averageStatistics(this.#running(node), fresh, node.momentum);
      this.parameters.set(`${node.name}/mean`, averaged.mean);
      this.parameters.set(`${node.name}/variance`, averaged.variance);
    }
  }

  #parameter(name: string): Float64Array {
    const values = this.parameters.get(name);
    if (values === undefined) throw new Error(`the reference has no parameter '${name}'`);
    return values;
  }

  #running({ name }: GraphNode): { mean: Float64Array; variance: Float64Array; count: number } {
    return { mean: this.#parameter(`${name}/mean`), variance: this.#parameter(`${name}/variance`), count: 1 };
  }

  #convolution(node: GraphNode & { readonly op: "conv" | "dense" }) {
    const channelsOut = node.shape.at(-1) ?? 1;
    const kernel = this.#parameter(`${node.name}/kernel`);
    if (node.op === "dense") return { side: 1, stride: 1, padding: 0, channelsOut, kernel };
    return { side: node.kernel, stride: node.stride, padding: node.padding, channelsOut, kernel };
  }

  #apply(node: GraphNode, inputs: readonly Images[], mode: "batch-statistics" | "running-statistics"): Images {
    const [x, ...others] = inputs as [Images, ...Images[]];
    switch (node.op) {
      case "conv":
      case "dense":
        return convolve(x, this.#convolution(node), node.bias ? this.#parameter(`${node.name}/bias`) : null);
      case "batchNorm": {
        const statistics = mode === "batch-statistics" ? statisticsOf(x) : this.#running(node);
        const [gamma, beta] = [this.#parameter(`${node.name}/gamma`), this.#parameter(`${node.name}/beta`)];
        return normalize(x, statistics, node.epsilon, gamma, beta);
      }
      case "add":
        return sum(x, ...others);
      case "scale":
        return mapValues(x, (value) => value * node.factor);
      case "subsamplePad":
        return subsamplePad(x, node.stride, node.channels);
      case "globalAveragePool":
        return averagePool(x);
      case "flatten":
        return { ...x, height: 1, width: 1, channels: sizeOf(node.shape) };
      case "input":
        throw new Error("the input has no value of its own");
      default:
        return applyActivation(node.op, x);
    }
  }

  /** Gradients of the node's inputs; those of its parameters are put into `parameters`. */
  #back(node: GraphNode, values: readonly Images[], h: Images, g: Images, parameters: Values): Images[] {
    const x = values[node.inputs[0] ?? 0] as Images;
    switch (node.op) {
      case "conv":
      case "dense": {
        const convolution = this.#convolution(node);
        parameters.set(`${node.name}/kernel`, kernelGradient(x, convolution, g));
        if (node.bias) parameters.set(`${node.name}/bias`, sumByChannel(g));
        return [inputGradient(x, convolution, g)];
      }
      case "batchNorm": {
        const answer = normalizationGradients(x, node.epsilon, this.#parameter(`${node.name}/gamma`), g);
        parameters.set(`${node.name}/gamma`, answer.gamma);
        parameters.set(`${node.name}/beta`, answer.beta);
        return [answer.input];
      }
      case "add":
        return node.inputs.map(() => g);
      case "scale":
        return [mapValues(g, (value) => value * node.factor)];
      case "subsamplePad":
        return [subsamplePadGradient(x, node.stride, g)];
      case "globalAveragePool":
        return [averagePoolGradient(x, g)];
      case "flatten":
        return [{ ...x, values: g.values }];
      case "input":
        return [];
      default:
        return [activationGradient(node.op, h, g)];
    }
  }
}

function toImages(values: ArrayLike<number>, batch: number, shape: Shape): Images {
  const [height, width, channels] = shape.length === 3 ? (shape as [number, number, number]) : [1, 1, sizeOf(shape)];
  const sizes: Sizes = { batch, height, width, channels };
  return { ...sizes, values: Float64Array.from(values) };
}
