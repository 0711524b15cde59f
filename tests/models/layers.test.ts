import { describe, expect, it } from "vitest";
import { add, scale } from "../../src/models/joins.ts";
import { batchNorm, conv, dense, input } from "../../src/models/layers.ts";
import { relu } from "../../src/models/nonlinearities.ts";
import { flatten, globalAveragePool, maxPool, subsamplePad } from "../../src/models/pooling.ts";
import type { SymbolicTensor } from "../../src/models/symbolic.ts";

const image = input([9, 8, 3]);

describe("shapes", () => {
  it("keeps the size at stride 1, and rounds up at stride 2 as subsamplePad does", () => {
    expect(conv(image, { filters: 4 }).shape).toEqual([9, 8, 4]);
    expect(conv(image, { filters: 4, stride: 2 }).shape).toEqual([5, 4, 4]);
    expect(conv(image, { filters: 4, kernelSize: 1, stride: 2 }).shape).toEqual([5, 4, 4]);
    expect(subsamplePad(image, { stride: 2, channels: 4 }).shape).toEqual([5, 4, 4]);
    expect(conv(image, { filters: 4, kernelSize: 4, padding: 0 }).shape).toEqual([6, 5, 4]);
    expect(conv(image, { filters: 4, kernelSize: 4, padding: "valid" }).shape).toEqual([6, 5, 4]);
    expect(conv(image, { filters: 4, kernelSize: 5, padding: "same" }).shape).toEqual([9, 8, 4]);
    expect(maxPool(image, { poolSize: 3, stride: 1, padding: "same" }).shape).toEqual([9, 8, 3]);
    expect(maxPool(image, { poolSize: 2, padding: "valid" }).shape).toEqual([4, 4, 3]);
  });

  it("pools images to their channels and flattens them to one row", () => {
    expect(globalAveragePool(image).shape).toEqual([3]);
    expect(flatten(image).shape).toEqual([216]);
    expect(dense(flatten(image), { units: 5 }).shape).toEqual([5]);
    expect(scale(batchNorm(relu(image)), 0.3).shape).toEqual([9, 8, 3]);
  });
});

describe("errors", () => {
  it("names both shapes when a sum does not fit, and what would bring them together", () => {
    expect(() => add(conv(image, { filters: 4 }), image)).toThrow(
      "add: shapes differ: 9 × 8 × 4 and 9 × 8 × 3. Bring the shortcut to the branch's shape with subsamplePad",
    );
    expect(() => add(image)).toThrow("add: it takes 2 or more terms, got 1. Write add(...terms).");
  });

  it("names the kernel and the image when the one does not fit into the other", () => {
    expect(() => conv(input([2, 2, 1]), { filters: 1, kernelSize: 5, padding: 1 })).toThrow(
      "conv: a 5 × 5 kernel does not fit into 2 × 2 × 1 with padding 1 (4 × 4).",
    );
    expect(() => conv(image, { filters: 1, kernelSize: 2 })).toThrow(
      'Use an odd kernel or pass padding: "valid" or pixels.',
    );
  });

  it("tells images and vectors apart", () => {
    expect(() => dense(image, { units: 2 })).toThrow(
      "dense: expected a vector [features], got 9 × 8 × 3. Put globalAveragePool(x) or flatten(x) before it.",
    );
    expect(() => conv(input([2]), { filters: 2 })).toThrow("conv: expected images [height, width, channels], got 2.");
  });

  it("refuses what is no tensor", () => {
    expect(() => relu(5 as unknown as SymbolicTensor)).toThrow("relu: x must be a symbolic tensor, got 5.");
    expect(() => add(image, undefined as unknown as SymbolicTensor)).toThrow("got undefined");
    expect(() => relu({ nodes: [] } as unknown as SymbolicTensor)).toThrow("got a whole architecture");
  });

  it("refuses options that cannot be used", () => {
    expect(() => conv(image, { filter: 4 } as never)).toThrow("conv: unknown option 'filter'. Did you mean 'filters'?");
    expect(() => conv(image, { filters: 4, kernel: 3 } as never)).toThrow("Did you mean 'kernelSize'?");
    expect(() => dense(input([2]), { units: 2, initializer: "heNormal" as never })).toThrow('Write "he-normal".');
    expect(() => dense(input([2]), { units: 2, initializer: "glorotUniform" as never })).toThrow(
      'Write "xavier-uniform".',
    );
    expect(() => conv(image, { filters: 0 })).toThrow("conv: filters must be an integer of at least 1, got 0. Try 1.");
    expect(() => dense(input([2]), { units: 2, initializer: "he" as never })).toThrow('unknown initializer "he"');
    expect(() => dense(input([2]), { units: 2, initializer: { kind: "normal" } as never })).toThrow("deviation");
    expect(() => batchNorm(image, { momentum: 2 })).toThrow("batchNorm: momentum must be a number from 0 to 1, got 2.");
    expect(() => subsamplePad(image, { stride: 2, channels: 2 })).toThrow("Ask for at least 3 channels");
    expect(() => input([32, 32])).toThrow(
      "input: shape must be [height, width, channels] or [features] in positive integers, got [32, 32]. Try [32, 32, 3]",
    );
    expect(() => input([32, 32.5, 3])).toThrow("got [32, 32.5, 3]");
  });
});
