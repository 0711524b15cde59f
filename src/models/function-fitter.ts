import { declare, options } from "../core/declare.ts";
import { boolean, integer } from "../core/kinds.ts";
import { withDefault } from "../core/options.ts";
import { architecture } from "./architecture.ts";
import type { Architecture } from "./graph.ts";
import { initializerKind } from "./initializer-choice.ts";
import { vectorShape } from "./input-shape.ts";
import { add } from "./joins.ts";
import { dense, input } from "./layers.ts";
import { relu } from "./nonlinearities.ts";
import { labelBlock } from "./symbolic.ts";

export const functionFitter = declare(
  {
    name: "functionFitter",
    help: "Fits a function of a vector with y = F(x) or y = F(x) + x, where F is dense, ReLU, dense: the smallest net in which the two forms can be compared. No normalisation, and no ReLU at the end, so that signed targets are within reach.",
    parameters: [
      options({
        inputShape: withDefault(vectorShape, [16], "Features of x, and of y."),
        hidden: withDefault(
          integer({ least: 1 }),
          32,
          "Units between the two layers of F; with at least twice as many as features, F can be the identity: x = ReLU(x) − ReLU(−x).",
        ),
        blocks: withDefault(integer({ least: 1 }), 1, "How many times the form is applied, one after the other."),
        residual: withDefault(boolean, false, "y = F(x) + x instead of y = F(x)."),
        initializer: withDefault(initializerKind, "fan-in-uniform", "How the weights are drawn."),
      }),
    ],
    returns: ["Architecture"],
    source: "He et al. 2015, sec. 3.1",
    example: "functionFitter({residual: true}).name",
  },
  ({ inputShape, hidden, blocks, residual, initializer }): Architecture => {
    const [units = 1] = inputShape;
    let x = labelBlock(input(inputShape), { stage: 0, index: 0 });
    for (let index = 1; index <= blocks; index++) {
      const branch = dense(relu(dense(x, { units: hidden, initializer })), { units, initializer });
      x = labelBlock(residual ? add(branch, x) : branch, { stage: 1, index });
    }
    return architecture(x, { name: residual ? "F(x) + x" : "F(x)", family: residual ? "residual" : "plain" });
  },
);
