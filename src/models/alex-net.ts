import { checkOptionNames, requireInteger } from "../core/check-value.ts";
import { refuse } from "../core/errors.ts";
import { architecture } from "./architecture.ts";
import type { Architecture } from "./graph.ts";
import { conv, dense, flatten, input, maxPool, relu } from "./layers.ts";
import type { SymbolicTensor } from "./symbolic.ts";

/** Filters of the five convolutions: of the two towers of Krizhevsky et al. 2012 together, and of the one-tower variant. */
const filtersOf: Readonly<Record<number, readonly [number, number, number, number, number]>> = {
  1: [64, 192, 384, 256, 256],
  2: [96, 256, 384, 384, 256],
};

/**
 * AlexNet, counted rather than trained: five convolutions and three dense layers on 224 × 224 pixels, without its
 * local response normalisation and dropout, which have no parameters. Two towers, each on a GPU of its own, exchange
 * their channels only before the third convolution: groups of 2 in the others. torchvision's variant has one tower.
 * @throws CourseError if an option cannot be used
 */
export function alexNet(options: { readonly towers?: number; readonly classes?: number } = {}): Architecture {
  checkOptionNames("alexNet", options, ["towers", "classes"]);
  const { towers = 2, classes = 1000 } = options;
  const filters = filtersOf[towers];
  if (filters === undefined) throw refuse("alexNet", `towers must be 1 or 2, got ${towers}`, "Try 2.");
  const [first, second, third, fourth, fifth] = filters;
  const layer = (x: SymbolicTensor, count: number, groups: number, kernel = 3): SymbolicTensor =>
    relu(conv(x, { filters: count, kernel, groups, bias: true }));
  const pool = (x: SymbolicTensor): SymbolicTensor => maxPool(x, { window: 3, stride: 2, padding: 0 });

  let x = relu(conv(input([224, 224, 3]), { filters: first, kernel: 11, stride: 4, padding: 2, bias: true }));
  x = layer(pool(x), second, towers, 5);
  x = layer(pool(x), third, 1);
  x = layer(layer(x, fourth, towers), fifth, towers);
  x = flatten(pool(x));
  for (const units of [4096, 4096]) x = relu(dense(x, { units }));
  const logits = dense(x, { units: requireInteger("alexNet", "classes", classes, 1) });
  return architecture(logits, { name: towers === 2 ? "AlexNet" : "AlexNet, one tower", family: "plain", depth: 8 });
}
