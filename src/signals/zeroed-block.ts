import { Random } from "../core/random.ts";
import { createMatrix, drawMatrix, frobeniusNorm, mapEntries, multiply, type Matrix } from "./matrices.ts";
import { passBlock, type BlockTensors, type TensorName } from "./residual-block.ts";

/** A small block y = F(x) + x with numbers, examples, and what y ought to be. */
export interface BlockTask {
  readonly tensors: BlockTensors;
  /** [examples, features] */
  readonly x: Matrix;
  /** [examples, features]: x and a linear function of it, which F has to find. */
  readonly target: Matrix;
}

export interface BlockTaskOptions {
  /** Of x, of y and between the layers. */
  readonly features: number;
  readonly bias: boolean;
  readonly batchNorm: boolean;
  readonly seed: number;
}

/** What a block does at one start, in numbers. */
export interface BlockState {
  readonly residual: Matrix;
  readonly y: Matrix;
  readonly gradients: Readonly<Partial<Record<TensorName, Matrix>>>;
  /** Mean squared error. */
  readonly loss: number;
}

const form = { shortcut: "identity", relu: "none" } as const;
const examples = 16;

/** Weights as He draws them; biases and β as small numbers, so that zeroing them is seen; γ near 1. */
export function drawTask({ features, bias, batchNorm, seed }: BlockTaskOptions): BlockTask {
  const random = new Random(seed, "zeroed-block");
  const weights = () => drawMatrix(features, features, Math.sqrt(2 / features), random);
  const shifts = () => drawMatrix(1, features, 0.3, random);
  const nearOne = () => mapEntries(drawMatrix(1, features, 0.2, random), (value) => 1 + value);
  const [W1, W2] = [weights(), weights()];
  const biases = bias && !batchNorm ? { b1: shifts(), b2: shifts() } : {};
  const normal = batchNorm ? { γ1: nearOne(), β1: shifts(), γ2: nearOne(), β2: shifts() } : {};
  const x = drawMatrix(examples, features, 1, random);
  const change = multiply(x, drawMatrix(features, features, 0.5, random));
  const target = mapEntries(x, (value, at) => value + (change.values[at] as number));
  return { tensors: inOrder({ W1, W2, ...biases, ...normal }), x, target };
}

const order: readonly TensorName[] = ["W1", "b1", "γ1", "β1", "W2", "b2", "γ2", "β2"];

export function tensorNames(tensors: BlockTensors): TensorName[] {
  return order.filter((name) => tensors[name] !== undefined);
}

function inOrder(tensors: BlockTensors): BlockTensors {
  return Object.fromEntries(tensorNames(tensors).map((name) => [name, tensors[name]])) as unknown as BlockTensors;
}

/** The same block with nothing but zeros in some tensors. */
export function zeroTensors(tensors: BlockTensors, zeroed: readonly TensorName[]): BlockTensors {
  const entries = Object.entries(tensors) as [TensorName, Matrix][];
  const changed = entries.map(([name, { rows, columns }]) => [name, createMatrix(rows, columns)] as const);
  return { ...tensors, ...Object.fromEntries(changed.filter(([name]) => zeroed.includes(name))) };
}

export function stateOf({ x, target }: BlockTask, tensors: BlockTensors): BlockState {
  const { residual, y, backward } = passBlock(x, tensors, form);
  const error = mapEntries(y, (value, at) => value - (target.values[at] as number));
  const count = error.values.length;
  const loss = frobeniusNorm(error) ** 2 / count;
  const gradients = backward(mapEntries(error, (value) => (2 * value) / count)).tensors;
  return { residual, y, gradients, loss };
}

/** Loss before each step of gradient descent, and after the last. */
export function descend(task: BlockTask, start: BlockTensors, { steps = 200, rate = 0.3 } = {}): number[] {
  let tensors = start;
  const losses: number[] = [];
  for (let step = 0; step <= steps; step++) {
    const { loss, gradients } = stateOf(task, tensors);
    losses.push(loss);
    const moved = (Object.entries(gradients) as [TensorName, Matrix][]).map(([name, gradient]) => {
      const tensor = tensors[name] as Matrix;
      return [name, mapEntries(tensor, (value, at) => value - rate * (gradient.values[at] as number))] as const;
    });
    tensors = { ...tensors, ...Object.fromEntries(moved) };
  }
  return losses;
}
