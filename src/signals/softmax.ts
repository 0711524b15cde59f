import { declare, parameter } from "../core/declare.ts";
import { refuse } from "../core/errors.ts";
import { integer, list, number } from "../core/kinds.ts";
import { sum, sumOf } from "../core/statistics.ts";

const logits = parameter("logits", list(number(), { least: 1 }), "One for each class.");

export const softmax = declare(
  {
    name: "softmax",
    help: "exp(z_k) / Σ exp(z_j), without overflow.",
    parameters: [logits],
    returns: ["number[]", "probabilities, which sum to 1"],
    example: "softmax([2, 1, 0])",
  },
  (logits) => {
    const largest = Math.max(...logits);
    const powers = logits.map((logit) => Math.exp(logit - largest));
    const total = sum(powers);
    return powers.map((power) => power / total);
  },
);

export const crossEntropy = declare(
  {
    name: "crossEntropy",
    help: "−log of the softmax of the logits at the label: what training minimises, with the softmax inside it.",
    parameters: [logits, parameter("label", integer(), "The right class, counted from 0.")],
    returns: ["number"],
    refuses: "there is no such class",
    example: "crossEntropy([2, 1, 0], 0)",
  },
  (logits, label) => {
    const logit = logits[label];
    if (logit === undefined) {
      const problem = `there is no class ${label} among ${logits.length}`;
      throw refuse("crossEntropy", problem, `Pass an integer from 0 to ${logits.length - 1}.`);
    }
    const largest = Math.max(...logits);
    const total = sumOf(logits, (each) => Math.exp(each - largest));
    return Math.log(total) - (logit - largest);
  },
);

export const leastDoubleSoftmaxLoss = declare(
  {
    name: "leastDoubleSoftmaxLoss",
    help: "The least that cross-entropy can be where a net ends in a softmax and the loss applies another one to it: the first one's outputs are at most 1 apart. ln(e + C − 1) − 1 for C classes.",
    parameters: [parameter("classes", integer({ least: 2 }), "C.")],
    returns: ["number"],
    example: "leastDoubleSoftmaxLoss(10)",
  },
  (classes) => Math.log(Math.E + classes - 1) - 1,
);
