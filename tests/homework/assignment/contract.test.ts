import { describe, expect, it } from "vitest";
import { drawVariant, variantSeed } from "../../../src/homework/assignment/draw-variant.ts";
import { hashStarter } from "../../../src/homework/assignment/hashes.ts";
import { readKey, type Key } from "../../../src/homework/assignment/key.ts";
import { readManifest, type Manifest } from "../../../src/homework/assignment/manifest.ts";

const zeros = "0".repeat(64);

const exercise: Manifest["exercises"][number] = {
  ...{
    id: "c1-sum",
    chapter: "vanishing-gradients",
    kind: "code",
    points: 4,
    bonus: false,
    defines: ["sum"],
    deps: [],
  },
  ...{ starterHash: zeros, visibleChecks: ["two numbers"], variants: [] },
};

const manifest: Manifest = {
  ...{ schema: 1, assignment: "week-1", version: 2, buildHash: zeros, title: "Week 1", exercises: [exercise] },
};

const hidden: Key["exercises"][number]["hidden"] = [
  { kind: "calls", name: "sums", points: 2, calls: [{ of: "sum", args: [[1, 2]], expected: 3 }] },
  { kind: "module", name: "any order", points: 1, calls: [{ of: "sum", args: [[2, 1]] }], module: "checks/sum.ts" },
  {
    ...{ kind: "training", name: "it learns", points: 1, calls: [{ of: "sum" }], module: "checks/learns.ts" },
    ...{ seeds: [7, 8], atLeast: 0.8, slack: 0.05 },
  },
];

const key: Key = {
  ...manifest,
  ...{ revision: 1, due: "2026-12-14T22:59:00.000Z", timezone: "Europe/Berlin", grace: 15, late: [], seeds: [] },
  exercises: [{ ...exercise, variants: [], hidden, rubric: [], context: [] }],
  tolerance: { absolute: 1e-9, relative: 1e-6 },
  limits: { seconds: 10, megabytes: 512, consoleCharacters: 10_000, valueCharacters: 1_000_000 },
  extensions: { s1: { due: "2026-12-20T22:59:00.000Z" }, s2: { excused: true } },
  groups: [{ name: "A", students: ["s1", "s3"] }],
};

const read = (change: object) => () => readKey(JSON.stringify({ ...key, ...change }), "key.json");
const withExercise = (change: object) => read({ exercises: [{ ...key.exercises[0], ...change }] });

describe("what an assignment's build writes", () => {
  it("is read back as it was written", () => {
    expect(readManifest(`\uFEFF${JSON.stringify(manifest)}`, "manifest.json")).toEqual(manifest);
    expect(readKey(JSON.stringify(key), "key.json")).toEqual(key);
  });

  it("is refused where it is cut off, of another kind or newer, with what would work", () => {
    const cut = JSON.stringify(manifest).slice(0, -5);
    expect(() => readManifest(cut, "m.json")).toThrow(
      /^m\.json: it is no manifest: .* ends too early.* assignment -- build/,
    );
    expect(() => readManifest("null", "m.json")).toThrow(/no manifest/);
    expect(() => readManifest(JSON.stringify({ ...manifest, schema: 2 }), "m.json")).toThrow(/newer course .*Update/);
    expect(() => readManifest(JSON.stringify(key), "m.json")).toThrow(/no manifest/);
    expect(() => readKey(JSON.stringify(manifest), "k.json")).toThrow(/^k\.json: it is no key/);
  });

  it("names the part of a key that cannot be used", () => {
    expect(read({ due: "2026-12-14T23:59" })).toThrow(/"due"/);
    expect(withExercise({ points: "4" })).toThrow(/"exercises, 0, points"/);
    expect(withExercise({ hidden: [] })).toThrow(/nothing by which they are earned/);
    expect(withExercise({ hidden: [{ ...hidden[2], atMost: 1 }] })).toThrow(/one of atLeast and atMost/);
    expect(withExercise({ hidden: [{ ...hidden[0], kind: "source" }] })).toThrow(/"exercises, 0, hidden, 0, kind"/);
    expect(read({ late: [{ hours: 24, keeps: 80 }] })).toThrow(/"late, 0, keeps"/);
  });

  it("cannot reach the prototypes of objects", () => {
    const text = JSON.stringify(key).replace('"extensions":{', '"extensions":{"__proto__":{"excused":true},');
    expect(Object.getPrototypeOf(readKey(text, "key.json").extensions)).toBe(Object.prototype);
  });
});

describe("variants", () => {
  it("are the same for a student at any time, however the id is typed, and differ between assignments", async () => {
    expect(await variantSeed("week-1", "s1234")).toBe(await variantSeed("week-1", " S1234 "));
    expect(await variantSeed("week-1", "s1234")).not.toBe(await variantSeed("week-2", "s1234"));
    // Written down: another number would give students other questions than those that they answered.
    expect(await variantSeed("week-1", "s1234")).toBe(3088085631);
  });

  it("are drawn about equally often, and for two exercises independently", async () => {
    const seeds = await Promise.all(Array.from({ length: 900 }, (_, at) => variantSeed("week-1", `student ${at}`)));
    const pairs = seeds.map((seed) =>
      [drawVariant(seed, "one", [0, 1, 2]), drawVariant(seed, "two", [0, 1, 2])].join(),
    );
    const counts = new Map([...new Set(pairs)].map((pair) => [pair, pairs.filter((other) => other === pair).length]));
    expect(counts.size).toBe(9);
    expect(Math.min(...counts.values())).toBeGreaterThan(70);
  });
});

it("a starter is known whatever its line ends and trailing blanks", async () => {
  expect(await hashStarter("const a = 1; \r\nconst b = 2;\r\n\n")).toBe(
    await hashStarter("const a = 1;\nconst b = 2;"),
  );
  expect(await hashStarter("const a = 1;")).not.toBe(await hashStarter("const a = 2;"));
});
