import { declare, parameter } from "../core/declare.ts";
import { choice } from "../core/kinds.ts";

/** An activation φ with its slope φ′, both as functions of the pre-activation z. */
export interface Activation {
  readonly value: (z: number) => number;
  readonly slope: (z: number) => number;
  /** Whether a unit at z passes almost nothing back: its slope is under a tenth of the largest (for ReLU: it is off). */
  readonly isSaturated: (z: number) => boolean;
}

export type ActivationName = "sigmoid" | "tanh" | "relu" | "linear";

const logistic = (z: number): number => 1 / (1 + Math.exp(-z));

const sigmoid: Activation = {
  value: logistic,
  slope: (z) => logistic(z) * (1 - logistic(z)),
  isSaturated: (z) => logistic(z) * (1 - logistic(z)) < 0.025,
};

const tanh: Activation = {
  value: Math.tanh,
  slope: (z) => 1 - Math.tanh(z) ** 2,
  isSaturated: (z) => 1 - Math.tanh(z) ** 2 < 0.1,
};

const relu: Activation = {
  value: (z) => Math.max(0, z),
  slope: (z) => (z > 0 ? 1 : 0),
  isSaturated: (z) => z <= 0,
};

const linear: Activation = { value: (z) => z, slope: () => 1, isSaturated: () => false };

const activations: Readonly<Record<ActivationName, Activation>> = { sigmoid, tanh, relu, linear };

export const activationKind = choice("sigmoid", "tanh", "relu", "linear");

export const activation = declare(
  {
    name: "activation",
    help: "An activation φ by name, with its slope φ′, both as functions of the pre-activation z, and whether a unit at z passes almost nothing back.",
    parameters: [parameter("name", activationKind)],
    returns: ["{value, slope, isSaturated}", "functions of z"],
    example: '[-2, 0, 2].map(activation("tanh").slope)',
  },
  (name) => activations[name],
);

/**
 * The activation of that name, in the words of the function that was given it.
 * @throws CourseError if there is none
 */
export function findActivation(where: string, name: unknown): Activation {
  return activations[activationKind.read(where, "activation", name)];
}
