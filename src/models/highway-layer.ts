import { declare, options, parameter } from "../core/declare.ts";
import { integer, number } from "../core/kinds.ts";
import { needed, withDefault } from "../core/options.ts";
import { gate } from "./connections.ts";
import { complement, multiply } from "./gates.ts";
import { initializerKind } from "./initializer-choice.ts";
import { add } from "./joins.ts";
import { tensor, xTensor, type SymbolicTensor } from "./symbolic.ts";

export const highwayLayer = declare(
  {
    name: "highwayLayer",
    help: "Highway layer y = H(x)·T(x) + x·(1 − T(x)) with the gate T(x) = σ(W x + b).",
    parameters: [
      xTensor,
      parameter("transformed", tensor, "H(x), in x's shape."),
      options({
        bias: needed(number(), "b, from which every gate's bias starts: below 0, layers begin by carrying x on."),
        kernelSize: withDefault(integer({ least: 1, unit: "pixels" }), 1, "Side of the gate's kernel, for images."),
        initializer: withDefault(initializerKind, "he-normal", "How the gate's weights are drawn."),
      }),
    ],
    returns: ["SymbolicTensor"],
    refuses: "transformed has another shape than x",
    source: "Srivastava et al. 2015 (1505.00387), Eq. 3",
    example: "{ const x = input([8]); return highwayLayer(x, relu(dense(x, {units: 8})), {bias: -2}).shape; }",
  },
  (x, transformed, settings): SymbolicTensor => {
    const transform = gate(x, { ...settings, filters: x.shape.at(-1) ?? 1 });
    return add(multiply(transformed, transform), multiply(x, complement(transform)));
  },
);
