import { requireChoice, show } from "../core/check-value.ts";
import { refuse } from "../core/errors.ts";
import { isPlainObject, number, type Kind } from "../core/kinds.ts";
import { readOptions, withDefault } from "../core/options.ts";
import { complement, dropout, multiply } from "./gates.ts";
import { initializerKind, type InitializerChoice } from "./initializer-choice.ts";
import { add, scale } from "./joins.ts";
import { conv, dense } from "./layers.ts";
import { sigmoid } from "./nonlinearities.ts";
import { keepsShape, project, shortcutAround } from "./shortcuts.ts";
import type { ProjectionOptions, ShortcutOption, ShortcutShape } from "./shortcuts.ts";
import { numberApart, type SymbolicTensor } from "./symbolic.ts";

/**
 * How shortcut and branch come together: the six rows of He et al. 2016 (1603.05027), Fig. 2 and Table 1. g is a gate
 * σ(W_g x + b_g), b_g starting from `bias`.
 */
export type Connection =
  /** x + F(x). */
  | { readonly kind: "identity" }
  /** `shortcutScale`·x + `branchScale`·F(x). */
  | { readonly kind: "constant-scaling"; readonly shortcutScale: number; readonly branchScale: number }
  /** (1 − g)·x + g·F(x): the highway network's. */
  | { readonly kind: "exclusive-gating"; readonly bias: number }
  /** (1 − g)·x + F(x). */
  | { readonly kind: "shortcut-only-gating"; readonly bias: number }
  /** W_s x + F(x) in every block: option C of He et al. 2015. `initializer` is for blocks that keep their shape. */
  | { readonly kind: "convolution"; readonly initializer: InitializerChoice }
  /** Dropout on x, not rescaled in training: its expectation is a scale of 1 − `rate`. */
  | { readonly kind: "dropout"; readonly rate: number };

/** What an option `connection` takes: a kind alone, or with what is to differ from the paper's most-cited setting. */
export type ConnectionChoice = Connection["kind"] | (Partial<Connection> & { readonly kind: Connection["kind"] });

const gateBias = { bias: withDefault(number(), -6, "b_g, from which the gates' biases start.") };

/** What each kind can be told besides: Table 1's 0.5/0.5, the gates' best biases (−6), dropout 0.5. */
const parts = {
  identity: {},
  "constant-scaling": {
    shortcutScale: withDefault(number(), 0.5, "The shortcut times this constant."),
    branchScale: withDefault(number(), 0.5, "The branch times this constant."),
  },
  "exclusive-gating": gateBias,
  "shortcut-only-gating": gateBias,
  convolution: {
    initializer: withDefault(initializerKind, "he-normal", "Of the projections that keep their shape."),
  },
  dropout: { rate: withDefault(number({ least: 0, most: 1 }), 0.5, "Probability that an element is set to zero.") },
};
const kinds = Object.keys(parts) as [Connection["kind"], ...Connection["kind"][]];

export const connectionKind: Kind<Connection, ConnectionChoice> = {
  type: kinds
    .map((kind) => {
      const names = Object.keys(parts[kind]).map((name) => `, ${name}?`);
      return names.length === 0 ? `"${kind}"` : `"${kind}" | {kind: "${kind}"${names.join("")}}`;
    })
    .join(" | "),
  read: (where, _name, choice) => {
    const given = typeof choice === "string" ? { kind: choice } : choice;
    if (!isPlainObject(given) || !("kind" in given)) {
      throw refuse(where, `connection must be a kind or {kind: …}, got ${show(choice)}`, 'Try "identity".');
    }
    const kind = requireChoice(where, "connection", given["kind"], kinds);
    const others = Object.fromEntries(Object.entries(given).filter(([name]) => name !== "kind"));
    return { kind, ...readOptions(`${where}, connection`, others, parts[kind]) } as Connection;
  },
};

export interface Joined {
  /** F(x). */
  readonly residual: SymbolicTensor;
  /** What the shortcut, its gate or its projection takes. */
  readonly x: SymbolicTensor;
  readonly shape: ShortcutShape;
  readonly shortcut: Exclude<ShortcutOption, "none">;
  /** How a shortcut projects, where it does. */
  readonly projection: Omit<ProjectionOptions, keyof ShortcutShape>;
}

/** Adds the branch to the shortcut, in one of the six ways. */
export function connect(connection: Connection, { residual, x, shape, shortcut, projection }: Joined): SymbolicTensor {
  const carried = (): SymbolicTensor => shortcutAround(x, { ...shape, ...projection, shortcut });
  const { initializer } = projection;
  switch (connection.kind) {
    case "identity":
      return add(residual, carried());
    case "constant-scaling":
      return add(scaled(residual, connection.branchScale), scaled(carried(), connection.shortcutScale));
    case "exclusive-gating": {
      const g = gate(x, { ...shape, bias: connection.bias, initializer });
      return add(multiply(residual, g), multiply(carried(), complement(g)));
    }
    case "shortcut-only-gating": {
      const g = gate(x, { ...shape, bias: connection.bias, initializer });
      return add(residual, multiply(carried(), complement(g)));
    }
    case "convolution": {
      const kernel = keepsShape(x, shape) ? connection.initializer : initializer;
      return add(residual, project(x, { ...shape, ...projection, initializer: kernel }));
    }
    case "dropout":
      return add(residual, dropout(carried(), { rate: connection.rate, rescale: "at-test" }));
  }
}

export interface GateOptions extends ShortcutShape {
  readonly bias: number;
  readonly kernelSize?: number;
  readonly initializer?: InitializerChoice;
}

/** σ(W x + b), element by element between 0 and 1: a convolution for images, a dense layer for vectors. */
export function gate(x: SymbolicTensor, options: GateOptions): SymbolicTensor {
  const { filters, stride = 1, bias: initialBias, kernelSize = 1, initializer = "he-normal" } = options;
  const logits =
    x.shape.length === 3
      ? conv(x, { filters, kernelSize, stride, bias: true, initialBias, initializer })
      : dense(x, { units: filters, bias: true, initialBias, initializer });
  return sigmoid(numberApart(logits, "gate"));
}

/** A factor of 1 needs no layer. */
function scaled(x: SymbolicTensor, factor: number): SymbolicTensor {
  return factor === 1 ? x : scale(x, factor);
}
