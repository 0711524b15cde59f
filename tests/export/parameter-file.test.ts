import { expect, test } from "vitest";
import { exportParameters } from "../../src/export/parameter-file.ts";
import { architecture } from "../../src/models/architecture.ts";
import { batchNorm, conv, dense, input } from "../../src/models/layers.ts";
import { globalAveragePool } from "../../src/models/pooling.ts";
import { initialParameters } from "../../src/models/parameters.ts";

const net = architecture(
  dense(globalAveragePool(batchNorm(conv(input([4, 4, 4]), { filters: 2, groups: 2 }))), { units: 3 }),
  { name: "small" },
);

interface Entry {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

test("is a safetensors file in PyTorch's names and layout", async () => {
  const parameters = initialParameters(net, { seed: 1 });
  const bytes = new Uint8Array(await exportParameters(net, parameters).arrayBuffer());
  const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
  expect(length % 8).toBe(0);
  const { __metadata__: metadata, ...entries } = JSON.parse(
    new TextDecoder().decode(bytes.subarray(8, 8 + length)),
  ) as {
    __metadata__: unknown;
  } & Record<string, Entry>;
  expect(metadata).toEqual({ format: "pt", net: "small" });
  expect(Object.entries(entries).map(([name, { dtype, shape }]) => [name, dtype, shape])).toEqual([
    ["conv1.weight", "F32", [2, 2, 3, 3]],
    ["bn1.weight", "F32", [2]],
    ["bn1.bias", "F32", [2]],
    ["bn1.running_mean", "F32", [2]],
    ["bn1.running_var", "F32", [2]],
    ["dense1.weight", "F32", [3, 2]],
    ["dense1.bias", "F32", [3]],
  ]);
  const offsets = Object.values(entries).flatMap((entry) => entry.data_offsets);
  expect(offsets.slice(1, -1).filter((_, at) => at % 2 === 0)).toEqual(
    offsets.slice(1, -1).filter((_, at) => at % 2 === 1),
  );
  expect(offsets.at(-1)).toBe(bytes.length - 8 - length);
  // [Cout, Cin, row, column] = [1, 0, 2, 1] of [3, 3, 2, 2]
  const values = new Float32Array(bytes.slice(8 + length, 8 + length + 144).buffer);
  expect(values[1 * 18 + 0 * 9 + 2 * 3 + 1]).toBe(parameters["conv1/kernel"]?.values[(2 * 3 + 1) * 4 + 0 * 2 + 1]);
});

test("parameters of another net are refused by name", () => {
  const missing = Object.fromEntries(
    Object.entries(initialParameters(net, { seed: 1 })).filter(([name]) => name !== "bn1/mean"),
  );
  expect(() => exportParameters(net, missing)).toThrow(
    /^exportParameters: .* needs bn1\/mean of shape \d+, but it is missing\./,
  );
  const short = { ...initialParameters(net, { seed: 1 }), "dense1/bias": { shape: [2], values: [1, 2] } };
  expect(() => exportParameters(net, short)).toThrow(/dense1\/bias of shape 3, but its shape is 2/);
});
