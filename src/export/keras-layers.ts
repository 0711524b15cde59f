import { kerasInitializer } from "./keras-initializers.ts";
import { callText, type Step } from "./python-steps.ts";

/** What a layer computes from its variables, with the graph's name for every layer that Keras lists. */
export function kerasExpression(step: Step): string {
  const { node, inputs, name } = step;
  const x = inputs[0] ?? "x";
  const named = { name: `"${name}"` };
  switch (node.op) {
    case "input":
      return x;
    case "conv":
      return callText("conv", [x, node.filters, node.kernel], {
        stride: node.stride === 1 ? null : node.stride,
        padding: node.padding === 0 ? null : node.padding,
        groups: node.groups === 1 ? null : node.groups,
        ...start(node),
        ...named,
      });
    case "dense":
      return `${callText("layers.Dense", [node.units], { ...denseStart(node), ...named })}(${x})`;
    case "batchNorm":
      return `${callText("layers.BatchNormalization", [], { ...normOptions(node), ...named })}(${x})`;
    case "relu":
    case "sigmoid":
    case "tanh":
      return `${callText("layers.Activation", [`"${node.op}"`], named)}(${x})`;
    case "add":
      return `${callText("layers.Add", [], named)}([${inputs.join(", ")}])`;
    case "multiply":
      return `${callText("layers.Multiply", [], named)}([${inputs.join(", ")}])`;
    case "concatenate":
      return `${callText("layers.Concatenate", [], named)}([${inputs.join(", ")}])`;
    case "scale":
      return `${node.factor} * ${x}`;
    case "complement":
      return `1 - ${x}`;
    case "dropout":
      return `${callText(node.rescale === "at-test" ? "DropoutAtTest" : "layers.Dropout", [node.rate], named)}(${x})`;
    case "stochasticDepth":
      return `${callText("StochasticDepth", [node.survival], named)}(${x})`;
    case "maxPool": {
      const pool = callText("layers.MaxPooling2D", [node.window, node.stride], named);
      return `${pool}(${node.padding === 0 ? x : `pad_below_all(${x}, ${node.padding})`})`;
    }
    case "subsamplePad":
      return callText("subsample_pad", [x], { stride: node.stride, channels: node.channels });
    case "globalAveragePool":
      return `${callText("layers.GlobalAveragePooling2D", [], named)}(${x})`;
    case "flatten":
      return `${callText("layers.Flatten", [], named)}(${x})`;
  }
}

type Weighted = Extract<Step["node"], { op: "conv" | "dense" }>;

function start(node: Weighted): Record<string, string | number | null> {
  return {
    bias: node.bias ? (node.initialBias ?? "0.0") : null,
    start: `${kerasInitializer(node.initializer).name}()`,
  };
}

function denseStart(node: Weighted): Record<string, string | number | null> {
  return {
    use_bias: node.bias ? null : "False",
    kernel_initializer: `${kerasInitializer(node.initializer).name}()`,
    bias_initializer: node.initialBias === undefined ? null : `keras.initializers.Constant(${node.initialBias})`,
  };
}

/** Keras's momentum is the weight of the old statistics, the graph's (and PyTorch's) that of the new batch. */
function normOptions(node: Extract<Step["node"], { op: "batchNorm" }>): Record<string, string | number | null> {
  return {
    momentum: Number((1 - node.momentum).toPrecision(12)),
    epsilon: node.epsilon,
    gamma_initializer: node.initialGamma === 1 ? null : `keras.initializers.Constant(${node.initialGamma})`,
  };
}
