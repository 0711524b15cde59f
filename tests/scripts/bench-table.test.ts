import { expect, it } from "vitest";
import { compareOutcomes } from "../../scripts/bench/compare.ts";
import type { Turn } from "../../scripts/bench/contestant.ts";
import type { EngineName } from "../../scripts/bench/engines.ts";
import { buildNet, nets, type BenchNet } from "../../scripts/bench/nets.ts";
import type { NetResult, Outcome } from "../../scripts/bench/results.ts";
import { compareLosses, spreadOf } from "../../scripts/bench/statistics.ts";
import { alignColumns, formatNumber, formatSpread, printNet } from "../../scripts/bench/table.ts";

interface Times {
  readonly cpu: readonly (number | null)[];
  readonly wall: readonly number[];
  readonly loss?: number;
}

function measured(engine: EngineName, { cpu, wall, loss = 2.3 }: Times): Outcome {
  const rounds = cpu.map((cpuMs, at): Turn => ({
    steps: 2,
    cpuMs,
    wallMs: wall[at] ?? 0,
    jsMs: 0.4,
    losses: [2.1, 2],
  }));
  return {
    kind: "measured",
    engine,
    opening: { firstStepMs: 3456, loss, device: "test" },
    counts: { loss: 2.2, draws: 237, programs: 80, textureMb: 12.34 },
    memory: { heapMb: 5.6, processMb: 278 },
    rounds,
  };
}

const outcomes: readonly Outcome[] = [
  measured("webgl", { cpu: [100, 120, 110], wall: [50, 60, 70] }),
  measured("stock-layers-webgl", { cpu: [1500], wall: [700] }),
  measured("stock-core-webgl", { cpu: [1200, 1100], wall: [800, 900] }),
  { kind: "failed", engine: "stock-core-wasm", reason: "it has no gradient of convolution" },
  { kind: "left out", engine: "stock-layers-wasm", reason: "it takes too long" },
  measured("pytorch-1", { cpu: [10], wall: [11] }),
];

function compare(given: readonly Outcome[]): NetResult {
  const net = nets[0] as BenchNet;
  return compareOutcomes(net, buildNet(net), given);
}

it("compares with the faster stock WebGL and with one thread of PyTorch", () => {
  const { rows } = compare(outcomes);
  expect(rows[0]?.againstStock).toEqual({ cpu: 1150 / 110, wall: 700 / 60 });
  expect(rows[0]?.againstPytorch).toEqual({ cpu: 11, wall: 60 / 11 });
  expect(rows[1]?.againstStock).toEqual({ cpu: 1150 / 1500, wall: 1 });
  expect(rows[5]?.againstPytorch).toEqual({ cpu: 1, wall: 1 });
});

it("knows no ratio without the other engine, or without its time", () => {
  const [alone] = compare([measured("wasm", { cpu: [20], wall: [25] })]).rows;
  expect(alone).toMatchObject({ againstStock: null, againstPytorch: null });
  const timeless = compare([
    measured("wasm", { cpu: [null], wall: [25] }),
    measured("pytorch-1", { cpu: [10], wall: [10] }),
  ]);
  expect(timeless.rows[0]?.againstPytorch).toEqual({ cpu: null, wall: 2.5 });
});

it("prints ratios first, a row for who ran, and a line for who could not", () => {
  const text = printNet(compare(outcomes), "cpu");
  const lines = text.split("\n");
  expect(lines[0]).toMatch(/^R8w8: residual net of 8 layers, width 8, images 16 × 16; 19,954 parameters/);
  expect(lines[3]).toMatch(
    /^ +10\.5x +11\.0x  compiled WebGL +110 \(100–120\) +60\.0 \(50\.0–70\.0\) +0\.400 +237 +80 +3\.46 +12\.3 +5\.60 +278 +3$/,
  );
  expect(text).toContain("\nstock core ops, wasm: cannot: it has no gradient of convolution\n");
  expect(text).toContain("\nstock tf.layers, wasm: left out: it takes too long\n");
  expect(text).toContain("losses of pytorch-1: 2.30000, 2.20000, 2.10000; ");
  expect(text).toContain("the same work");
  expect(printNet(compare(outcomes), "wall").split("\n")[3]).toMatch(/^ +11\.7x +5\.45x/);
});

it("says so where a loss shows that an engine did other work", () => {
  const result = compare([...outcomes, measured("wasm", { cpu: [20], wall: [20], loss: 2.4 })]);
  expect(result.agreement?.agree).toBe(false);
  expect(printNet(result, "cpu")).toContain("NOT THE SAME WORK");
});

it("counts a loss that is missing or no number as infinitely far away", () => {
  const reference = { engine: "a", losses: [2, 1] };
  const compared = compareLosses([reference, { engine: "b", losses: [2] }, { engine: "c", losses: [NaN, 1] }], 0.1);
  expect(compared?.deviations.map(({ deviation }) => deviation)).toEqual([Infinity, Infinity]);
  expect(compareLosses([reference], 0.1)).toBeNull();
});

it("takes the middle of the rounds and keeps their extremes", () => {
  expect(spreadOf([3, 1, 2])).toEqual({ median: 2, least: 1, most: 3 });
  expect(spreadOf([3, null])).toBeNull();
});

it("writes numbers with three digits that count", () => {
  expect([0, 0.1234, 1.234, 12.34, 123.4, 1234.5].map(formatNumber)).toEqual([
    "0",
    "0.123",
    "1.23",
    "12.3",
    "123",
    "1,235",
  ]);
  expect(formatNumber(null)).toBe("–");
  expect(formatSpread({ median: 100, least: 95, most: 105 })).toBe("100 (95.0–105)");
  expect(formatSpread({ median: 100, least: 100, most: 100 })).toBe("100");
});

it("aligns numbers to the right and titles to the left", () => {
  const rows = [
    ["ms", "engine"],
    ["1,234", "wasm"],
  ];
  expect(alignColumns(rows, 1)).toEqual(["   ms  engine", "1,234  wasm"]);
});
