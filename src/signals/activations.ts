import { refuse } from "../core/errors.ts";
import { nearestName, show } from "../core/check-value.ts";

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

/**
 * The activation of that name.
 * @throws CourseError if there is none
 */
export function findActivation(where: string, name: unknown): Activation {
  const names = Object.keys(activations);
  if (typeof name === "string" && Object.hasOwn(activations, name)) return activations[name as ActivationName];
  const nearest = typeof name === "string" ? nearestName(name, names) : null;
  const hint = nearest === null ? "" : `Did you mean "${nearest}"? `;
  throw refuse(where, `unknown activation ${show(name)}`, `${hint}There are ${names.join(", ")}.`);
}
