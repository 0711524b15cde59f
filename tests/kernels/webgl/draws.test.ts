import { describe, expect, test } from "vitest";
import { range } from "../../../src/kernels/webgl/draw.ts";
import { kernelCases } from "./cases/all.ts";

describe.each([4, 8])("with %i draw buffers", (drawBuffers) => {
  const cases = kernelCases(drawBuffers);

  test("the draws of a kernel write every column of every layer of its outputs exactly once", () => {
    for (const { kernel, detail, draws, outputs } of cases) {
      const written = draws.flatMap(({ targets, left = 0, width }) =>
        targets.flatMap(({ output, layer }) => range(width).map((column) => `${output} ${layer} ${left + column}`)),
      );
      expect(new Set(written).size, `${kernel}: ${detail}`).toBe(written.length);
      for (const [name, { size }] of Object.entries(outputs)) {
        const columns = written.filter((each) => each.startsWith(`${name} `));
        expect(columns, `${kernel}: ${detail}: ${name}`).toHaveLength(size.layers * size.width);
      }
    }
  });

  test("no draw writes more outputs than there are draw buffers, and shaders declare what is sampled", () => {
    for (const { source, samplers, targets } of cases.flatMap(({ draws }) => draws)) {
      expect(targets.length).toBeLessThanOrEqual(drawBuffers);
      for (const sampler of samplers) expect(source).toContain(`uniform sampler2DArray ${sampler};`);
    }
  });
});
