import { expect, test } from "vitest";
import { Random } from "../../../src/core/random.ts";
import { listParameters } from "../../../src/models/parameters.ts";
import { parameterBuffers } from "../../../src/training/compiled/parameter-buffers.ts";
import { collectParameters, parameterTexels } from "../../../src/training/compiled/parameter-texels.ts";
import type { Parameters } from "../../../src/training/contract/parameters.ts";
import { drawNormals } from "../../kernels/webgl/reference/tensor.ts";
import { oddNets } from "./odd-nets.ts";

test.each(["sgd", "adam"] as const)("parameters and what %s remembers of them survive packing", (optimizer) => {
  for (const { architecture } of oddNets()) {
    const slots = listParameters(architecture);
    const draw = (names: typeof slots, seed: number): Parameters =>
      Object.fromEntries(
        names.map(({ name, shape }) => {
          const size = shape.reduce((product, length) => product * length, 1);
          return [name, { shape, values: Float32Array.from(drawNormals(size, new Random(seed, name))) }];
        }),
      );
    const trained = slots.filter(({ trainable }) => trainable);
    const moments = (optimizer === "sgd" ? [1] : [1, 2]).map((seed) => draw(trained, seed));
    const parameters = draw(slots, 0);
    const buffers = [...parameterBuffers(architecture, optimizer).values()];
    const texels = parameterTexels(buffers, parameters, moments);
    const lists = buffers.map(({ id }) => texels.get(id) ?? new Float32Array());
    expect(collectParameters(buffers, lists, "values")).toEqual(parameters);
    moments.forEach((expected, at) => expect(collectParameters(buffers, lists, at)).toEqual(expected));
  }
});
