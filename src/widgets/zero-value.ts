import { architecture } from "../models/architecture.ts";
import type { Architecture } from "../models/graph.ts";
import { add } from "../models/joins.ts";
import { batchNorm, dense, input } from "../models/layers.ts";
import { relu } from "../models/nonlinearities.ts";
import type { ParameterRecord } from "../models/parameter-record.ts";
import { createMatrix, frobeniusNorm, mapEntries, type Matrix } from "../signals/matrices.ts";
import type { BlockTensors, TensorName } from "../signals/residual-block.ts";
import {
  descend,
  stateOf,
  tensorNames,
  zeroTensors,
  type BlockState,
  type BlockTask,
} from "../signals/zeroed-block.ts";

/** What `zeroTensor` has as its value. */
export interface ZeroedBlock {
  /** Names of the tensors that are zero: "W1", "γ2", … */
  readonly zeroed: readonly TensorName[];
  /** ‖F‖ over all examples. */
  readonly residual: number;
  /** ‖∂L/∂tensor‖ by name; exactly 0 where nothing can be learned. */
  readonly gradients: Readonly<Partial<Record<TensorName, number>>>;
  /** Names of the tensors whose gradient is exactly 0. */
  readonly dead: readonly TensorName[];
  /** Mean squared error before any step. */
  readonly loss: number;
  /** The error at each step of gradient descent from here, on all examples at once. */
  readonly losses: readonly number[];
  /** The block as a net, and its numbers as what `train` starts from: train({"W2 = 0": zeroed.arm}, …). */
  readonly arm: { readonly architecture: Architecture; readonly initial: ParameterRecord };
}

export interface Zeroing {
  readonly value: ZeroedBlock;
  readonly tensors: BlockTensors;
  readonly state: BlockState;
}

export function zeroIn(task: BlockTask, zeroed: readonly TensorName[]): Zeroing {
  const tensors = zeroTensors(task.tensors, zeroed);
  const state = stateOf(task, tensors);
  const names = tensorNames(tensors);
  const gradients = Object.fromEntries(names.map((name) => [name, sizeOf(state.gradients[name])]));
  const value = {
    zeroed: names.filter((name) => zeroed.includes(name)),
    residual: frobeniusNorm(state.residual),
    gradients,
    dead: names.filter((name) => gradients[name] === 0),
    loss: state.loss,
    losses: descend(task, tensors),
    arm: { architecture: netOf(tensors), initial: initialOf(tensors) },
  };
  return { value, tensors, state };
}

function sizeOf(gradient: Matrix | undefined): number {
  return gradient === undefined ? 0 : frobeniusNorm(gradient);
}

/** F(x) + x with the layers that the tensors belong to. */
function netOf({ W1, W2, b1, γ1 }: BlockTensors): Architecture {
  const x = input([W1.rows]);
  const layer = (from: typeof x, units: number) => {
    const sums = dense(from, { units, bias: b1 !== undefined });
    return γ1 === undefined ? sums : batchNorm(sums);
  };
  const F = layer(relu(layer(x, W1.columns)), W2.columns);
  return architecture(add(F, x), { name: "F(x) + x", family: "residual" });
}

function initialOf({ W1, b1, γ1, β1, W2, b2, γ2, β2 }: BlockTensors): ParameterRecord {
  const entry = ({ rows, columns, values }: Matrix) => ({
    shape: rows === 1 ? [columns] : [rows, columns],
    values: [...values],
  });
  const all: readonly (readonly [name: string, tensor: Matrix | undefined])[] = [
    ...([["dense1/kernel", W1], ["dense1/bias", b1], ...normalOf("bn1", γ1, β1)] as const),
    ...([["dense2/kernel", W2], ["dense2/bias", b2], ...normalOf("bn2", γ2, β2)] as const),
  ];
  return Object.fromEntries(all.flatMap(([name, tensor]) => (tensor === undefined ? [] : [[name, entry(tensor)]])));
}

/** Running statistics begin as in any net: mean 0, variance 1. */
function normalOf(name: string, γ: Matrix | undefined, β: Matrix | undefined) {
  if (γ === undefined || β === undefined) return [];
  const mean = createMatrix(1, γ.columns);
  const variance = mapEntries(mean, () => 1);
  return [
    [`${name}/gamma`, γ],
    [`${name}/beta`, β],
    [`${name}/mean`, mean],
    [`${name}/variance`, variance],
  ] as const;
}
