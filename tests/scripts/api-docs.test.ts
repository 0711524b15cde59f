import { expect, test } from "vitest";
import { readLibrary } from "../../scripts/api-docs/read-library.ts";
import { writeValue } from "../../scripts/api-docs/describe-declaration.ts";
import { writeExample } from "../../scripts/api-docs/write-example.ts";
import { openGuesses } from "../../src/claims/guesses.ts";
import { courseFunctions, findDoc } from "../../src/editor/api-docs.ts";
import written from "../../src/editor/api-docs.json" with { type: "json" };
import { courseLibrary } from "../../src/host/library/library.ts";

test("what the editor and the reference say of the course's functions is what they declare (else: npm run docs)", async () => {
  expect(written).toEqual(await readLibrary());
});

test("everything that a cell can name is described", () => {
  const { builtins, perRun } = courseLibrary({ claims: [], guesses: openGuesses("reference", null) });
  const names = [...Object.keys(builtins), ...Object.keys(perRun), "display", "view", "invalidation", "visibility"];
  expect(names.filter((name) => !findDoc(name))).toEqual([]);
  expect(names.filter((name) => findDoc(name)?.text === "")).toEqual([]);
});

test("every option of every function says what it does, and every parameter what it may be", () => {
  const untold = courseFunctions.flatMap(({ name, parameters = [] }) =>
    parameters.flatMap(({ options = [], type, name: parameter }) => [
      ...(type === "" && options.length === 0 ? [`${name}, ${parameter}`] : []),
      ...options.filter(({ text, type }) => text === "" || type === "").map((option) => `${name}, ${option.name}`),
    ]),
  );
  expect(untold).toEqual([]);
});

test("a default is written as a cell would write it", () => {
  const value = { until: 0.5, kind: "linear", at: [1, "a"], of: null };
  expect(writeValue(value)).toBe('{until: 0.5, kind: "linear", at: [1, "a"], of: null}');
});

test("an example is laid out as in a chapter, and what its block returns is displayed", async () => {
  expect(await writeExample('finalLoss( run,"plain-8" );')).toBe('finalLoss(run, "plain-8")');
  expect(await writeExample("{ const net = plainMlp({depth: 4}); return countParameters(net); }")).toBe(
    "{\n  const net = plainMlp({depth: 4});\n  display(countParameters(net));\n}",
  );
});
