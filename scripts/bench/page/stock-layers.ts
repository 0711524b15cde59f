import * as tf from "@tensorflow/tfjs";
import type { GraphNode } from "../../../src/models/graph.ts";
import { parameterSlots } from "../../../src/models/parameters.ts";
import { recipe } from "../nets.ts";
import type { NetToTrain } from "./bench-page.ts";
import { oneHot } from "./one-hot.ts";
import type { TrainedNet } from "./trained-net.ts";

/** The net written with tf.layers and trained with trainOnBatch. Weight decay is a penalty there: λ/2 ‖w‖². */
export function openLayersNet(given: NetToTrain): Omit<TrainedNet, "device"> {
  const model = buildModel(given);
  const optimizer = tf.train.momentum(recipe.learningRate, recipe.momentum);
  model.compile({ optimizer, loss: "categoricalCrossentropy" });
  const { nodes } = given.architecture;
  return {
    async step(batch) {
      const images = tf.tensor(batch.inputs, [batch.count, ...(nodes[0]?.shape ?? [])]);
      const labels = oneHot(batch, nodes.at(-1)?.shape[0] ?? 0);
      const loss = await model.trainOnBatch(images, labels);
      tf.dispose([images, labels]);
      return Array.isArray(loss) ? (loss[0] ?? NaN) : loss;
    },
    firstPenalty: halfSquares(trainedInitial(given)),
    async penalty() {
      const weights = model.trainableWeights.map((weight) => weight.read().data());
      return halfSquares((await Promise.all(weights)) as Float32Array[]);
    },
  };
}

function halfSquares(weights: readonly Float32Array[]): number {
  const squares = weights.reduce((sum, values) => values.reduce((part, value) => part + value ** 2, sum), 0);
  return (recipe.weightDecay / 2) * squares;
}

function trainedInitial({ architecture: { nodes }, initial }: NetToTrain): Float32Array[] {
  const trained = nodes.flatMap((node) => parameterSlots(node, nodes)).filter(({ trainable }) => trainable);
  return trained.map(({ name }) => initial[name]?.values ?? new Float32Array());
}

function buildModel({ architecture: { nodes }, initial }: NetToTrain): tf.LayersModel {
  const outputs: tf.SymbolicTensor[] = [];
  for (const node of nodes) {
    const inputs = node.inputs.map((at) => outputs[at] as tf.SymbolicTensor);
    const values = parameterSlots(node, nodes).map(({ name, shape }) =>
      tf.tensor(initial[name]?.values ?? [], [...shape]),
    );
    outputs.push(node.op === "input" ? tf.input({ shape: [...node.shape] }) : apply(node, inputs, values));
    tf.dispose(values);
  }
  const probabilities = tf.layers.softmax().apply(outputs.at(-1) as tf.SymbolicTensor) as tf.SymbolicTensor;
  return tf.model({ inputs: outputs[0] as tf.SymbolicTensor, outputs: probabilities });
}

function apply(node: GraphNode, inputs: tf.SymbolicTensor[], values: tf.Tensor[]): tf.SymbolicTensor {
  const [x] = inputs;
  const layer = layerOf(node);
  const padded = needsPadding(node) ? tf.layers.zeroPadding2d({ padding: [1, 1] }).apply(x as tf.SymbolicTensor) : x;
  const output = layer.apply(node.op === "add" ? inputs : (padded as tf.SymbolicTensor)) as tf.SymbolicTensor;
  if (values.length > 0) layer.setWeights(values);
  return output;
}

/** With stride 2 TensorFlow's "same" pads behind the image only, the papers' nets on both sides. */
function needsPadding(node: GraphNode): boolean {
  return node.op === "conv" && node.stride > 1 && node.padding === 1;
}

function layerOf(node: GraphNode): tf.layers.Layer {
  const decay = tf.regularizers.l2({ l2: recipe.weightDecay / 2 });
  switch (node.op) {
    case "conv":
      return tf.layers.conv2d({
        filters: node.filters,
        kernelSize: node.kernel,
        strides: node.stride,
        padding: needsPadding(node) ? "valid" : "same",
        useBias: false,
        kernelRegularizer: decay,
      });
    case "batchNorm":
      return tf.layers.batchNormalization({
        momentum: 1 - node.momentum,
        epsilon: node.epsilon,
        gammaRegularizer: decay,
        betaRegularizer: decay,
      });
    case "relu":
      return tf.layers.reLU();
    case "add":
      return tf.layers.add();
    case "globalAveragePool":
      return tf.layers.globalAveragePooling2d({});
    case "dense":
      return tf.layers.dense({ units: node.units, kernelRegularizer: decay, biasRegularizer: decay });
    default:
      throw new Error(`stock nets have no '${node.op}'`);
  }
}
