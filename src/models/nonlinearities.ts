import { declare } from "../core/declare.ts";
import { xTensor, type SymbolicTensor } from "./symbolic.ts";

export const relu = declare(
  {
    name: "relu",
    help: "max(x, 0), element by element.",
    parameters: [xTensor],
    returns: ["SymbolicTensor"],
    example: "relu(conv(input([32, 32, 3]), {filters: 16})).shape",
  },
  (x): SymbolicTensor => ({ operation: { op: "relu" }, inputs: [x], shape: x.shape }),
);

export const sigmoid = declare(
  {
    name: "sigmoid",
    help: "1 / (1 + e^−x), element by element.",
    parameters: [xTensor],
    returns: ["SymbolicTensor"],
    example: "sigmoid(dense(input([2]), {units: 8})).shape",
  },
  (x): SymbolicTensor => ({ operation: { op: "sigmoid" }, inputs: [x], shape: x.shape }),
);

export const tanh = declare(
  {
    name: "tanh",
    help: "Hyperbolic tangent, element by element.",
    parameters: [xTensor],
    returns: ["SymbolicTensor"],
    example: "tanh(dense(input([2]), {units: 8})).shape",
  },
  (x): SymbolicTensor => ({ operation: { op: "tanh" }, inputs: [x], shape: x.shape }),
);
