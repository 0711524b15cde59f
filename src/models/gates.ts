import { declare, options, parameter } from "../core/declare.ts";
import { refuse } from "../core/errors.ts";
import { choice, number } from "../core/kinds.ts";
import { needed, withDefault } from "../core/options.ts";
import { formatShape, sameShape } from "../core/shape.ts";
import { tensor, xTensor, type SymbolicTensor } from "./symbolic.ts";

export const complement = declare(
  {
    name: "complement",
    help: "1 − x, element by element: what a gate lets through on the other way.",
    parameters: [xTensor],
    returns: ["SymbolicTensor"],
    example: "complement(sigmoid(dense(input([2]), {units: 2}))).operation",
  },
  (x): SymbolicTensor => ({ operation: { op: "complement" }, inputs: [x], shape: x.shape }),
);

export const multiply = declare(
  {
    name: "multiply",
    help: "Element-wise product of two tensors of one shape: a gate and what it controls.",
    parameters: [xTensor, parameter("gate", tensor, "Of x's shape.")],
    returns: ["SymbolicTensor"],
    refuses: "shapes differ",
    example: "{ const x = input([4]); return multiply(x, sigmoid(dense(x, {units: 4}))).shape; }",
  },
  (x, gate): SymbolicTensor => {
    if (sameShape(x.shape, gate.shape)) return { operation: { op: "multiply" }, inputs: [x, gate], shape: x.shape };
    throw refuse(
      "multiply",
      `shapes differ: ${formatShape(x.shape)} and ${formatShape(gate.shape)}`,
      "Give the gate as many filters as what it controls, and the same stride.",
    );
  },
);

export const dropout = declare(
  {
    name: "dropout",
    help: 'Sets elements to zero at random while training. On a shortcut with rescale: "at-test" it has the expectation of a scale of 1 − rate.',
    parameters: [
      xTensor,
      options({
        rate: withDefault(number({ least: 0, most: 1 }), 0.5, "Probability that an element is set to zero."),
        rescale: withDefault(
          choice("at-training", "at-test"),
          "at-training",
          'Where the smaller expectation is made up for: "at-training" as in PyTorch, "at-test" as in the paper.',
        ),
      }),
    ],
    returns: ["SymbolicTensor"],
    source: "Srivastava et al. 2014; He et al. 2016, sec. 3.1",
    example: "dropout(dense(input([2]), {units: 32}), {rate: 0.2}).operation",
  },
  (x, settings): SymbolicTensor => ({ operation: { op: "dropout", ...settings }, inputs: [x], shape: x.shape }),
);

export const stochasticDepth = declare(
  {
    name: "stochasticDepth",
    help: "Drops a whole residual branch for a mini-batch at a time; the shortcut beside it remains. In evaluation the branch counts `survival` times.",
    parameters: [
      xTensor,
      options({
        survival: needed(number({ least: 0, most: 1 }), "Probability that a training step keeps the branch."),
      }),
    ],
    returns: ["SymbolicTensor"],
    source: "Huang et al. 2016 (1603.09382), Eq. 2 and 5",
    example:
      "{ const x = input([8, 8, 16]); return add(stochasticDepth(conv(x, {filters: 16}), {survival: 0.8}), x).shape; }",
  },
  (x, settings): SymbolicTensor => ({
    operation: { op: "stochasticDepth", ...settings },
    inputs: [x],
    shape: x.shape,
  }),
);
