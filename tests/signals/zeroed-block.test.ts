import { describe, expect, it } from "vitest";
import { frobeniusNorm, mapEntries, type Matrix } from "../../src/signals/matrices.ts";
import type { TensorName } from "../../src/signals/residual-block.ts";
import { descend, drawTask, stateOf, tensorNames, zeroTensors } from "../../src/signals/zeroed-block.ts";

const plain = { features: 4, bias: false, batchNorm: false, seed: 1 };
const kinds = [plain, { ...plain, bias: true }, { ...plain, batchNorm: true }];

describe.each(kinds)("bias $bias, batch normalisation $batchNorm", (options) => {
  const task = drawTask(options);

  it("has the loss's gradients, by finite differences", () => {
    const { gradients } = stateOf(task, task.tensors);
    for (const name of tensorNames(task.tensors)) {
      const tensor = task.tensors[name] as Matrix;
      const at = (by: number) => {
        const moved = mapEntries(tensor, (value, place) => (place === 1 ? value + by : value));
        return stateOf(task, { ...task.tensors, [name]: moved }).loss;
      };
      expect(gradients[name]?.values[1]).toBeCloseTo((at(1e-6) - at(-1e-6)) / 2e-6, 6);
    }
  });

  it("is lowered by descent from where it stands", () => {
    const losses = descend(task, task.tensors, { steps: 50 });
    expect(losses.at(-1)).toBeLessThan(0.9 * (losses[0] as number));
  });
});

/** Names whose gradient is exactly zero. */
function dead(options: typeof plain, zeroed: readonly TensorName[]): string[] {
  const task = drawTask(options);
  const { gradients } = stateOf(task, zeroTensors(task.tensors, zeroed));
  return tensorNames(task.tensors).filter((name) => frobeniusNorm(gradients[name] as Matrix) === 0);
}

describe("what dies with a tensor", () => {
  it("without biases: both layers with W1, only W1 with W2", () => {
    expect(dead(plain, ["W1"])).toEqual(["W1", "W2"]);
    expect(dead(plain, ["W2"])).toEqual(["W1"]);
    expect(dead(plain, ["W1", "W2"])).toEqual(["W1", "W2"]);
    const task = drawTask(plain);
    const at = (zeroed: readonly TensorName[]) => descend(task, zeroTensors(task.tensors, zeroed));
    expect(new Set(at(["W1"])).size).toBe(1);
    expect(at(["W2"]).at(-1)).toBeLessThan(0.5 * (at(["W2"])[0] as number));
  });

  it("with batch normalisation: with the last γ only what stands before it", () => {
    const normal = { ...plain, batchNorm: true };
    expect(dead(normal, ["γ2"])).toEqual(["W1", "γ1", "β1", "W2"]);
    expect(dead(normal, ["γ1", "β1"])).toEqual(["W1", "γ1", "β1", "W2", "γ2"]);
    const task = drawTask(normal);
    const { residual, y } = stateOf(task, zeroTensors(task.tensors, ["γ2", "β2"]));
    expect(frobeniusNorm(residual)).toBe(0);
    expect(y.values).toEqual(task.x.values);
  });
});
