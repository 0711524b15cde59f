import { expect, test } from "vitest";
import { Random } from "../../../src/core/random.ts";
import { layoutTensor, packTensor, textureOf, unpackTensor } from "../../../src/kernels/webgl/layout.ts";
import { kernelTexture, packKernel, unpackKernel } from "../../../src/kernels/webgl/parameter-layout.ts";
import { imageSizes, shapeOf } from "./cases/shapes.ts";
import { drawNormals, normals } from "./reference/tensor.ts";

test("tensors of any size survive packing, and padding lanes hold zeros", () => {
  for (const drawBuffers of [4, 8]) {
    imageSizes().forEach((sizes, index) => {
      const { values } = normals(sizes, new Random(index, "layout"));
      const layout = layoutTensor(sizes.batch, shapeOf(sizes), drawBuffers);
      const texels = packTensor(values, layout);
      expect(unpackTensor(texels, layout)).toEqual(Float32Array.from(values));
      expect(texels.filter((value) => value !== 0)).toHaveLength(values.length);
    });
  }
});

test("neighbouring pixels and channel groups lie in other layers, what is left beside them", () => {
  const layout = layoutTensor(2, [2, 12, 13], 8);
  expect(textureOf(layout)).toEqual({ width: 6, height: 4, layers: 8 });
  const values = new Float32Array(2 * 2 * 12 * 13);
  values[((1 * 2 + 0) * 12 + 6) * 13 + 12] = 1; // n 1, h 0, w 6, c 12
  const at = packTensor(values, layout).indexOf(1);
  // Four pixels of two groups share an address. The group is 12 / 4 = 3: layer (6 mod 4) · 2 + 3 mod 2 = 5,
  // row 1 · 2 + 0 = 2, column ⌊3 / 2⌋ · 3 + ⌊6 / 4⌋ = 4, lane 0
  expect(at).toBe(((5 * 4 + 2) * 6 + 4) * 4);
});

test("a tensor is written by one draw wherever its groups allow it", () => {
  for (const shape of [
    [32, 32, 16],
    [16, 16, 8],
    [8, 8, 64],
    [4, 4, 32],
    [2, 2, 128],
    [7, 7, 32],
  ]) {
    for (const drawBuffers of [4, 8]) {
      expect(textureOf(layoutTensor(3, shape, drawBuffers)).layers).toBe(drawBuffers);
    }
  }
});

test("kernels survive packing", () => {
  for (const sizes of [
    { side: 3, channelsIn: 5, channelsOut: 13 },
    { side: 1, channelsIn: 4, channelsOut: 1 },
  ]) {
    const values = drawNormals(sizes.side ** 2 * sizes.channelsIn * sizes.channelsOut, new Random(1, "kernel"));
    const { width, height, layers } = kernelTexture(sizes);
    const texels = new Float32Array(width * height * layers * 4);
    packKernel(values, sizes, texels, 1);
    expect(unpackKernel(texels, sizes, 1)).toEqual(Float32Array.from(values));
    expect(unpackKernel(texels, sizes, 0).every((value) => value === 0)).toBe(true);
  }
});
