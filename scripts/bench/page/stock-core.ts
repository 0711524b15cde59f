import * as tf from "@tensorflow/tfjs";
import type { Architecture, GraphNode } from "../../../src/models/graph.ts";
import { listParameters } from "../../../src/models/parameters.ts";
import type { Batch } from "../../../src/training/contract/session.ts";
import { recipe } from "../nets.ts";
import type { NetToTrain } from "./bench-page.ts";
import { oneHot } from "./one-hot.ts";
import type { TrainedNet } from "./trained-net.ts";

type Variables = ReadonlyMap<string, tf.Variable>;

/** The net written with tfjs's core operations, as its guide does: variableGrads, then its momentum optimizer. */
export function openCoreNet({ architecture, initial }: NetToTrain): Omit<TrainedNet, "device"> {
  const slots = listParameters(architecture);
  const variables = new Map(
    slots.map(({ name, trainable }) => {
      const { values, shape } = initial[name] ?? { values: [], shape: [] };
      return [name, tf.variable(tf.tensor(values, [...shape]), trainable)];
    }),
  );
  const trained = [...variables.values()].filter(({ trainable }) => trainable);
  const optimizer = tf.train.momentum(recipe.learningRate, recipe.momentum);
  return {
    async step(batch) {
      const loss = tf.tidy(() => {
        const { value, grads } = tf.variableGrads(() => lossOf(architecture, variables, batch), trained);
        const decayed = trained.map((variable) => {
          const gradient = grads[variable.name] as tf.Tensor;
          return { name: variable.name, tensor: tf.add(gradient, tf.mul(variable, recipe.weightDecay)) };
        });
        optimizer.applyGradients(decayed);
        return value;
      });
      const [value = NaN] = await loss.data();
      loss.dispose();
      return value;
    },
  };
}

function lossOf({ nodes }: Architecture, variables: Variables, batch: Batch): tf.Scalar {
  const outputs: tf.Tensor[] = [];
  for (const node of nodes) {
    const inputs = node.inputs.map((at) => outputs[at] as tf.Tensor);
    outputs.push(
      node.op === "input" ? tf.tensor(batch.inputs, [batch.count, ...node.shape]) : apply(node, inputs, variables),
    );
  }
  const logits = outputs.at(-1) as tf.Tensor;
  return tf.losses.softmaxCrossEntropy(oneHot(batch, logits.shape[1] ?? 0), logits);
}

function apply(node: GraphNode, inputs: readonly tf.Tensor[], variables: Variables): tf.Tensor {
  const x = inputs[0] as tf.Tensor4D;
  const variable = (role: string): tf.Variable => variables.get(`${node.name}/${role}`) as tf.Variable;
  switch (node.op) {
    case "conv":
      return tf.conv2d(x, variable("kernel") as unknown as tf.Tensor4D, node.stride, node.padding);
    case "batchNorm":
      return normalize(x, node, variable);
    case "relu":
      return tf.relu(x);
    case "add":
      return inputs.reduce((sum, input) => tf.add(sum, input));
    case "globalAveragePool":
      return tf.mean(x, [1, 2]);
    case "dense":
      return tf.add(tf.matMul(x as tf.Tensor, variable("kernel")), variable("bias"));
    default:
      throw new Error(`stock nets have no '${node.op}'`);
  }
}

/** With the batch's statistics, of which it keeps a running average, as tf.layers does too. */
function normalize(
  x: tf.Tensor4D,
  { momentum, epsilon }: GraphNode & { readonly op: "batchNorm" },
  variable: (role: string) => tf.Variable,
): tf.Tensor {
  const { mean, variance } = tf.moments(x, [0, 1, 2]);
  for (const [role, now] of [
    ["mean", mean],
    ["variance", variance],
  ] as const) {
    variable(role).assign(tf.add(tf.mul(variable(role), 1 - momentum), tf.mul(now, momentum)));
  }
  return tf.batchNorm(
    x,
    mean as tf.Tensor1D,
    variance as tf.Tensor1D,
    variable("beta") as unknown as tf.Tensor1D,
    variable("gamma") as unknown as tf.Tensor1D,
    epsilon,
  );
}
