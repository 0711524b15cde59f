import { expect, it } from "vitest";
import { changedCode, ModuleGraph } from "../../../scripts/recordings/module-graph.ts";
import { project } from "./project.ts";

const spiral = `import { Random } from "../core/random.ts";
import type { Split } from "./spec.ts";
/** Three arms. */
export function spiral(count: number): Split {
  const turn = 4.5 * count; // radians
  return { turn, noise: new Random(1).next() };
}
`;
const random = `export class Random {
  constructor(readonly seed: number) {}
  next(): number { return this.seed * 48271; }
}
`;
const files = { "src/data/spiral.ts": spiral, "src/core/random.ts": random };

const counts = () => false;

function hashes(texts: Readonly<Record<string, string>>, first = "src/data/spiral.ts") {
  return new ModuleGraph(project(texts)).reach([first], counts);
}

it("reaches what a module imports, and no types", () => {
  expect(Object.keys(hashes(files))).toEqual(["src/core/random.ts", "src/data/spiral.ts"]);
});

it.each([
  ["a comment", [/\/\*\* Three arms\. \*\//, "// Two arms and a third"]],
  ["the layout", ["const turn = 4.5 * count;", "const turn =\n    4.5\n    * count;"]],
  ["a type's name", [/Split/g, "Part"]],
  [
    "the name of a variable within a function",
    ["const turn = 4.5 * count; // radians\n  return { turn,", "const angle = 4.5 * count;\n  return { turn: angle,"],
  ],
  ["the name of a parameter", [/\bcount\b/g, "examples"]],
] as const)("is the same when %s changes", (_, [from, to]) => {
  const changed = { ...files, "src/data/spiral.ts": spiral.replace(from, to) };
  expect(changedCode(hashes(files), hashes(changed))).toEqual([]);
});

it("names the module in which a constant changed, wherever it is imported from", () => {
  const other = { ...files, "src/data/spiral.ts": spiral.replace("4.5", "4.6") };
  expect(changedCode(hashes(files), hashes(other))).toEqual(["src/data/spiral.ts"]);
  const deeper = { ...files, "src/core/random.ts": random.replace("48271", "16807") };
  expect(changedCode(hashes(files), hashes(deeper))).toEqual(["src/core/random.ts"]);
});

it("is the same when a module moves and its importers follow", () => {
  const moved = {
    "src/data/points/spiral.ts": spiral.replace("../core/random.ts", "../../chance/seeded.ts"),
    "src/chance/seeded.ts": random,
  };
  expect(changedCode(hashes(files), hashes(moved, "src/data/points/spiral.ts"))).toEqual([]);
});

it("names a module that came, and one that went where nothing else changed", () => {
  const more = { ...hashes(files), "src/data/noise.ts": "0123456789ab" };
  expect(changedCode(hashes(files), more)).toEqual(["src/data/noise.ts"]);
  expect(changedCode(more, hashes(files))).toEqual(["src/data/noise.ts"]);
});

it("counts the versions of packages, and follows import() as well", () => {
  const main = `import { sum } from "numbers/exact";\nexport const load = async () => (await import("./part.ts")).part + sum();`;
  const at = (version: string) => ({
    "main.ts": main,
    "part.ts": "export const part = 1;",
    "node_modules/numbers/package.json": JSON.stringify({ version }),
  });
  expect(Object.keys(hashes(at("1.0.0"), "main.ts"))).toEqual(["main.ts", "numbers", "part.ts"]);
  expect(changedCode(hashes(at("1.0.0"), "main.ts"), hashes(at("1.0.1"), "main.ts"))).toEqual(["numbers"]);
});

it("leaves out what does not count, and what only that imports, except where it is asked for itself", () => {
  const root = project({
    ...files,
    "src/main.ts": `import { spiral } from "./data/spiral.ts";\nexport const run = spiral;`,
  });
  const leaveOut = (path: string): boolean => path === "src/data/spiral.ts";
  const graph = new ModuleGraph(root);
  expect(Object.keys(graph.reach(["src/main.ts"], leaveOut))).toEqual(["src/main.ts"]);
  expect(Object.keys(graph.reach(["src/main.ts", "src/data/spiral.ts"], leaveOut))).toHaveLength(3);
});
