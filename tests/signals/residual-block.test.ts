import { describe, expect, it } from "vitest";
import { Random } from "../../src/core/random.ts";
import { createMatrix, drawMatrix, frobeniusNorm, mapEntries, type Matrix } from "../../src/signals/matrices.ts";
import { passBlock, type BlockForm, type BlockTensors, type TensorName } from "../../src/signals/residual-block.ts";

const random = new Random(3, "residual-block");
const draw = (rows: number, columns: number, deviation = 0.8) => drawMatrix(rows, columns, deviation, random);

/** A block from `inside` features to `outside`, with everything that it can have. */
function fullBlock(inside: number, outside: number): Required<BlockTensors> {
  const hidden = 5;
  return {
    ...{ W1: draw(inside, hidden), b1: draw(1, hidden), γ1: draw(1, hidden), β1: draw(1, hidden) },
    ...{ W2: draw(hidden, outside), b2: draw(1, outside), γ2: draw(1, outside), β2: draw(1, outside) },
    Ws: draw(inside, outside),
  };
}

/** Σ dy ⊙ y: what dy is the gradient of. */
function lossOf(x: Matrix, tensors: BlockTensors, form: BlockForm, dy: Matrix): number {
  const { y } = passBlock(x, tensors, form);
  return y.values.reduce((sum, value, at) => sum + value * (dy.values[at] as number), 0);
}

function slope(at: (step: number) => number): number {
  const step = 1e-6;
  return (at(step) - at(-step)) / (2 * step);
}

const nudge = (matrix: Matrix, place: number, by: number) =>
  mapEntries(matrix, (value, at) => (at === place ? value + by : value));

const forms = (["none", "identity", "padding", "projection"] as const).flatMap((shortcut) =>
  (["none", "before", "after"] as const).map((relu) => ({ shortcut, relu })),
);

describe.each(forms)("shortcut $shortcut, ReLU $relu", (form) => {
  const outside = form.shortcut === "identity" ? 4 : 6;
  const x = draw(7, 4, 1);
  const dy = draw(7, outside, 1);
  const { Ws, W1, W2, b1, b2, γ1, β1, γ2, β2 } = fullBlock(4, outside);
  const own = form.shortcut === "projection" ? { W1, W2, Ws } : { W1, W2 };

  it.each([
    ["batch normalisation", { ...own, γ1, β1, γ2, β2 }],
    ["biases", { ...own, b1, b2 }],
  ])("has the gradients that finite differences give, with %s", (_, tensors: BlockTensors) => {
    const gradients = passBlock(x, tensors, form).backward(dy);
    expect(Object.keys(gradients.tensors).toSorted()).toEqual(Object.keys(tensors).toSorted());
    for (const [name, gradient] of Object.entries(gradients.tensors) as [TensorName, Matrix][]) {
      const tensor = tensors[name] as Matrix;
      for (let place = 0; place < tensor.values.length; place += 3) {
        const numeric = slope((by) => lossOf(x, { ...tensors, [name]: nudge(tensor, place, by) }, form, dy));
        expect(gradient.values[place], `${name}[${place}]`).toBeCloseTo(numeric, 5);
      }
    }
    for (let place = 0; place < x.values.length; place += 5) {
      const numeric = slope((by) => lossOf(nudge(x, place, by), tensors, form, dy));
      const both = (gradients.throughBranch.values[place] ?? 0) + (gradients.throughShortcut.values[place] ?? 0);
      expect(both).toBeCloseTo(numeric, 5);
    }
  });
});

describe("which weight to zero", () => {
  const x = draw(6, 4, 1);
  const dy = draw(6, 4, 1);
  const block = { W1: draw(4, 5), W2: draw(5, 4) };
  const form = { shortcut: "identity", relu: "none" } as const;
  const zero = (matrix: Matrix) => createMatrix(matrix.rows, matrix.columns);
  const normsOf = (tensors: BlockTensors) => {
    const pass = passBlock(x, tensors, form);
    expect(frobeniusNorm(pass.residual)).toBe(0);
    expect(pass.y.values).toEqual(x.values);
    const { W1, W2 } = pass.backward(dy).tensors;
    return [W1, W2].map((gradient) => frobeniusNorm(gradient as Matrix));
  };

  it("kills both gradients with W1, and leaves that of W2 with W2", () => {
    expect(normsOf({ ...block, W1: zero(block.W1) })).toEqual([0, 0]);
    expect(normsOf({ W1: zero(block.W1), W2: zero(block.W2) })).toEqual([0, 0]);
    const [first, last] = normsOf({ ...block, W2: zero(block.W2) });
    expect(first).toBe(0);
    expect(last).toBeGreaterThan(1);
  });
});
