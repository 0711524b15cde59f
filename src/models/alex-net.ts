import { show } from "../core/check-value.ts";
import { declare, options } from "../core/declare.ts";
import { refuse } from "../core/errors.ts";
import { integer, type Kind } from "../core/kinds.ts";
import { withDefault } from "../core/options.ts";
import { architecture } from "./architecture.ts";
import type { Architecture } from "./graph.ts";
import { conv, dense, input } from "./layers.ts";
import { relu } from "./nonlinearities.ts";
import { flatten, maxPool } from "./pooling.ts";
import type { SymbolicTensor } from "./symbolic.ts";

/** Filters of the five convolutions: of the two towers of Krizhevsky et al. 2012 together, and of the one-tower variant. */
const filtersOf = { 1: [64, 192, 384, 256, 256], 2: [96, 256, 384, 384, 256] } as const;

const towersKind: Kind<1 | 2> = {
  type: "1 | 2",
  read: (where, name, value) => {
    if (value === 1 || value === 2) return value;
    throw refuse(where, `${name} must be 1 or 2, got ${show(value)}`, "Try 2.");
  },
};

export const alexNet = declare(
  {
    name: "alexNet",
    help: "AlexNet, counted rather than trained: five convolutions and three dense layers on 224 × 224 pixels, without its local response normalisation and dropout, which have no parameters.",
    parameters: [
      options({
        towers: withDefault(
          towersKind,
          2,
          "Two towers, each on a GPU of its own, exchange their channels only before the third convolution: groups of 2 in the others. torchvision's variant has one.",
        ),
        classes: withDefault(integer({ least: 1 }), 1000, "Logits that come out."),
      }),
    ],
    returns: ["Architecture"],
    source: "Krizhevsky et al. 2012, sec. 3.5 and Fig. 2",
    example: "countParameters(alexNet())",
  },
  ({ towers, classes }): Architecture => {
    const [first, second, third, fourth, fifth] = filtersOf[towers];
    const layer = (x: SymbolicTensor, filters: number, groups: number, kernelSize = 3): SymbolicTensor =>
      relu(conv(x, { filters, kernelSize, groups, bias: true }));
    const pool = (x: SymbolicTensor): SymbolicTensor => maxPool(x, { poolSize: 3, stride: 2, padding: "valid" });

    let x = relu(conv(input([224, 224, 3]), { filters: first, kernelSize: 11, stride: 4, padding: 2, bias: true }));
    x = layer(pool(x), second, towers, 5);
    x = layer(pool(x), third, 1);
    x = layer(layer(x, fourth, towers), fifth, towers);
    x = flatten(pool(x));
    for (const units of [4096, 4096]) x = relu(dense(x, { units }));
    const name = towers === 2 ? "AlexNet" : "AlexNet, one tower";
    return architecture(dense(x, { units: classes }), { name, family: "plain", depth: 8 });
  },
);
