import { declare, parameter, restParameter } from "../core/declare.ts";
import { refuse } from "../core/errors.ts";
import { number } from "../core/kinds.ts";
import { formatShape, sameShape } from "../core/shape.ts";
import { sumOf } from "../core/statistics.ts";
import { tensor, xTensor, type SymbolicTensor } from "./symbolic.ts";

export const add = declare(
  {
    name: "add",
    help: "Element-wise sum of two or more tensors of one shape: where a shortcut meets its residual branch. Name the branch first: parameters are listed in that order.",
    parameters: [restParameter("terms", tensor, { least: 2 })],
    returns: ["SymbolicTensor"],
    refuses: "shapes differ",
    example: "{ const x = input([8, 8, 16]); return add(conv(x, {filters: 16}), x).shape; }",
  },
  (...terms): SymbolicTensor => {
    const [first, ...others] = terms as [SymbolicTensor, ...SymbolicTensor[]];
    const other = others.find(({ shape }) => !sameShape(first.shape, shape));
    if (other === undefined) return { operation: { op: "add" }, inputs: terms, shape: first.shape };
    throw refuse(
      "add",
      `shapes differ: ${formatShape(first.shape)} and ${formatShape(other.shape)}`,
      "Bring the shortcut to the branch's shape with subsamplePad(x, {stride, channels}) or with a 1 × 1 convolution.",
    );
  },
);

export const scale = declare(
  {
    name: "scale",
    help: "Multiplies every element by a constant.",
    parameters: [xTensor, parameter("factor", number())],
    returns: ["SymbolicTensor"],
    example: "scale(input([2]), 0.5).operation",
  },
  (x, factor): SymbolicTensor => ({ operation: { op: "scale", factor }, inputs: [x], shape: x.shape }),
);

export const concatenate = declare(
  {
    name: "concatenate",
    help: "Channels of all tensors side by side, in their order: [H, W, C₁], [H, W, C₂], … to [H, W, C₁ + C₂ + …].",
    parameters: [restParameter("parts", tensor, { least: 2 })],
    returns: ["SymbolicTensor"],
    refuses: "the parts differ in more than their channels",
    example: "{ const x = input([8, 8, 16]); return concatenate(x, conv(x, {filters: 4})).shape; }",
  },
  (...parts): SymbolicTensor => {
    const [first] = parts as [SymbolicTensor, ...SymbolicTensor[]];
    const place = first.shape.slice(0, -1);
    const other = parts.find(({ shape }) => !sameShape(place, shape.slice(0, -1)));
    if (other !== undefined) {
      throw refuse(
        "concatenate",
        `only channels may differ, got ${formatShape(first.shape)} and ${formatShape(other.shape)}`,
        "Give all parts the same stride.",
      );
    }
    const channels = sumOf(parts, ({ shape }) => shape.at(-1) ?? 0);
    return { operation: { op: "concatenate" }, inputs: parts, shape: [...place, channels] };
  },
);
