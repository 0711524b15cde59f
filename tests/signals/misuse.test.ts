import { describe } from "vitest";
import { describeMisuse } from "../misuse.ts";

const modules = import.meta.glob<object>("../../src/signals/*.ts", { eager: true });

describe("the library of signals", () => {
  describeMisuse(Object.values(modules), {
    activation: ["tanh"],
    propagate: [{ depth: 2, width: 4, batch: 4 }],
    predictPropagation: [{ depth: 2 }],
    inputGradient: [{ depth: 2, width: 4, points: 8 }],
    scalarChain: [{ depth: 2 }],
    softmax: [[1, 2]],
    crossEntropy: [[1, 2], 0],
    leastDoubleSoftmaxLoss: [3],
  });
});
