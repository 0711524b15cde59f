import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { readApi } from "../../scripts/api-docs/read-api.ts";
import { findDoc } from "../../src/editor/api-docs.ts";
import written from "../../src/editor/api-docs.json" with { type: "json" };
import { courseLibrary } from "../../src/host/library/library.ts";

test("what the editor says about the course's functions is what their sources say (else: npm run docs)", () => {
  expect(written).toEqual(readApi(fileURLToPath(new URL("../../", import.meta.url))));
});

test("everything that a cell can name is described", () => {
  const bets = { get: () => null } as never;
  const { builtins, perRun } = courseLibrary({ claims: [], bets });
  const names = [...Object.keys(builtins), ...Object.keys(perRun), "display", "view", "invalidation", "visibility"];
  expect(names.filter((name) => !findDoc(name))).toEqual([]);
  expect(names.filter((name) => findDoc(name)?.text === "")).toEqual([]);
});
