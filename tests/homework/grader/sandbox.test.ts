import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { Observed } from "../../../src/homework/grader/observation.ts";
import type { Job } from "../../../src/homework/grader/sandbox/job.ts";
import { bundleSandbox } from "../../../scripts/grade/bundle-sandbox.ts";
import { Sandbox } from "../../../scripts/grade/sandbox.ts";
import { jobOf } from "./jobs.ts";

// A browser on a machine that is busy with other tests takes its time.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

let sandbox: Sandbox;

beforeAll(() => {
  sandbox = new Sandbox(bundleSandbox(), 64);
});
afterAll(() => sandbox.close());

async function observe(job: Job): Promise<Observed> {
  const [seen] = await sandbox.observe([job]);
  if (!seen) throw new Error("the grader failed");
  return seen;
}

const value = (given: unknown) => ({ kind: "value", value: given });
const timeout = { kind: "timeout" };

it("calls what an answer defines, with the course's functions, other cells and values as plain data", async () => {
  const seen = await observe(
    jobOf(
      {
        context: "const two = 2;",
        answer: `const first = [[1, NaN], [-0, Infinity]];
function twice(x) { return two * x; }
async function later(x) { await new Promise((resolve) => setTimeout(resolve, 5)); return {x, typed: new Float32Array([1, 2])}; }
const parameters = (depth) => countParameters(residualNet({depth}));`,
      },
      ["first", ["twice", 21], ["later", { $: "number", is: "NaN" }], ["parameters", 20], ["nobody"], "twice"],
    ),
  );
  expect(seen.calls).toEqual([
    value([
      [1, { $: "number", is: "NaN" }],
      [
        { $: "number", is: "-0" },
        { $: "number", is: "Infinity" },
      ],
    ]),
    value(42),
    value({
      $: "object",
      entries: [
        ["x", { $: "number", is: "NaN" }],
        ["typed", { $: "typed", of: "Float32Array", values: [1, 2] }],
      ],
    }),
    value(expect.any(Number)),
    { kind: "error", message: "ReferenceError: nobody is not defined" },
    value({ $: "opaque", what: "function" }),
  ]);
  expect(seen).toMatchObject({ failed: [], console: "", attempts: [] });
});

it("gives tensors as their numbers", async () => {
  const seen = await observe(
    jobOf({ a: "const t = () => tf.tensor2d([[1, 2], [3, 4]]).mul(2);" }, [["t"]], { seconds: 20 }),
  );
  expect(seen.calls).toEqual([
    value({ $: "tensor", shape: [2, 2], values: { $: "typed", of: "Float32Array", values: [2, 4, 6, 8] } }),
  ]);
});

it("fails a cell that throws, and those that need it, and no other", async () => {
  const seen = await observe(
    jobOf({ a: "const a = missing + 1;", b: "const b = a + 1;", c: "const c = () => 3;" }, ["a", "b", ["c"]]),
  );
  expect(seen.calls.map(({ kind }) => kind)).toEqual(["error", "error", "value"]);
  expect(seen.failed).toEqual([
    { id: "a", message: "ReferenceError: missing is not defined" },
    { id: "b", message: "ReferenceError: a has no value: cell a failed" },
  ]);
});

it("ends what hangs and goes on behind it", async () => {
  const seen = await observe(
    jobOf(
      {
        answer: `const f = (x) => { if (x === 1) while (true); if (x === 2) return new Promise(() => {});
if (x === 3) return /^(a+)+$/.test("a".repeat(40) + "b"); return x; };
const microtasks = async () => { while (true) await null; };`,
      },
      [["f", 0], ["f", 1], ["f", 2], ["f", 3], ["microtasks"], ["f", 5]],
      { seconds: 16 },
    ),
  );
  expect(seen.calls).toEqual([value(0), timeout, timeout, timeout, timeout, value(5)]);
});

it("survives answers that are made to break it, one after the other in one browser", async () => {
  const hostile = [
    jobOf({ a: "while (true) {}", b: "const b = () => 1;" }, [["b"]]),
    jobOf({ a: "const f = () => 1; const own = new Promise(() => {}); await own;" }, [["f"]]),
    jobOf({ a: "const f = () => { const all = []; while (true) all.push(new Array(1e6).fill(0)); };" }, [["f"]], {
      seconds: 100,
    }),
    jobOf({ a: "const f = () => { const all = []; while (true) all.push(new Uint8Array(5e7).fill(1)); };" }, [["f"]], {
      seconds: 100,
    }),
    jobOf(
      { a: 'for (let at = 0; at < 200000; at++) console.log("x".repeat(100)); const f = () => "y".repeat(6e7);' },
      [["f"]],
      { seconds: 20 },
    ),
  ];
  const seen = await sandbox.observe(hostile);
  expect(seen.map((each) => each?.calls)).toEqual([
    [timeout],
    [timeout],
    [{ kind: "memory" }],
    [{ kind: "memory" }],
    [value({ $: "opaque", what: "too large" })],
  ]);
  expect(seen[4]?.console.length).toBeLessThanOrEqual(2000);
  const after = await observe(jobOf({ a: "const f = () => 1;" }, [["f"]]));
  expect(after.calls).toEqual([value(1)]);
});

it("is not misled by patched built-ins, forged results and objects that lie", async () => {
  const patches = `Array.prototype.push = () => 0; Array.prototype.every = () => true; Array.prototype[Symbol.iterator] = null;
Math.abs = () => 0; JSON.stringify = () => "{}"; JSON.parse = () => 0; Object.prototype.toJSON = () => 1; Object.is = () => true;
Reflect.ownKeys = () => []; Promise.prototype.then = () => 0; String.prototype.slice = () => "";
Number.prototype.valueOf = () => 5; Object.defineProperty(Object.prototype, "get", {value: undefined, writable: true});`;
  const answer = `${patches}
const f = (x) => [x, x + 1];
const always = () => ({valueOf: () => 7, [Symbol.toPrimitive]: () => 7, equals: () => true});
const accessor = () => ({get value() { return 7; }, plain: 1});
const proxy = () => new Proxy([1, 2], {get: (list, name) => name === "length" ? 1 : 9});
const cycle = () => { const list = [1]; list[1] = list; return list; };
const forged = () => ({$: "number", is: "NaN"});
const thrower = () => { throw {get message() { throw 1; }}; };
const harness = () => [typeof globalThis.process, typeof globalThis.observe, navigator.webdriver, navigator.userAgent];`;
  const names = ["always", "accessor", "proxy", "forged", "thrower", "harness", "cycle"];
  const seen = await observe(
    jobOf({ a: answer }, [["f", 3], ...names.map((name): [string] => [name])], { seconds: 20 }),
  );
  expect(seen.failed).toEqual([]);
  const object = (...entries: unknown[]) => value({ $: "object", entries });
  const opaque = (what: string) => ({ $: "opaque", what });
  expect(seen.calls.slice(0, 6)).toEqual([
    value([3, 4]),
    object(["valueOf", opaque("function")], ["equals", opaque("function")]),
    object(["value", opaque("accessor")], ["plain", 1]),
    value([9]),
    object(["$", "number"], ["is", "NaN"]),
    { kind: "error", message: "an error that cannot be read" },
  ]);
  expect(seen.calls[6]).toEqual(
    value(["undefined", "undefined", { $: "undefined" }, expect.not.stringContaining("Headless")]),
  );
  expect(JSON.stringify(seen.calls[7])).toContain("too deep");
});

it("lists a net that an answer gives back by its last tensor, with the course's own function", async () => {
  const job = jobOf({ a: "const net = (x) => relu(x); const text = 1; const architecture = () => 7;" }, []);
  const args = JSON.stringify([{ operation: { op: "input" }, inputs: [], shape: [4, 4, 3] }]);
  const as = "architecture" as const;
  const seen = await observe({
    ...job,
    calls: [
      { of: "net", args, as },
      { of: "text", args: null, as },
    ],
  });
  expect(JSON.stringify(seen.calls[0])).toContain('["op","relu"]');
  expect(seen.calls[1]).toMatchObject({ kind: "error" });
});
