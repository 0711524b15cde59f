import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readWalk, takeStep } from "./read-walk.ts";

const guide = readFileSync("CONTRIBUTING.md", "utf8");
// Within the repository, so that packages are found.
const copy = ".cache/contributing";
const walks = ["A chapter", "A claim"].map((title) => ({ title, steps: readWalk(guide, title) }));

beforeAll(() => {
  rmSync(copy, { recursive: true, force: true });
  mkdirSync(copy, { recursive: true });
  for (const part of ["src", "chapters", "scripts", "tests", "package.json", "tsconfig.json", "vitest.config.ts"])
    cpSync(part, `${copy}/${part}`, { recursive: true });
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

test("the walks for a chapter and a claim have the steps that a test can follow", () => {
  expect(walks.map(({ steps }) => steps.map(({ kind }) => kind))).toEqual([
    ["create", "insert", "insert"],
    ["insert", "replace", "insert"],
  ]);
});

test("whoever follows them to the letter has a chapter with a claim that passes the checks of chapters and claims", () => {
  for (const { steps } of walks) for (const step of steps) takeStep(step, copy);
  const checks = [
    "chapters/chapters",
    "chapters/claims",
    "chapters/ledger-places",
    "claims/ledger",
    "course/claim-list",
  ];
  const files = checks.map((name) => `tests/${name}.test.ts`);
  const { status, stdout } = spawnSync(
    process.execPath,
    [resolve("node_modules/vitest/vitest.mjs"), "run", "--reporter=verbose", ...files],
    { cwd: copy, encoding: "utf8", env: { ...process.env, NO_COLOR: "1" } },
  );
  expect(status, stdout).toBe(0);
  expect(stdout).toContain("every claim of 'arriving-gradients' can be run from its cells");
  expect(stdout).toContain("row 'X41'");
}, 300_000);

test("every file that a walk names is there", () => {
  const created = walks.flatMap(({ steps }) => steps.flatMap(({ kind, file }) => (kind === "create" ? [file] : [])));
  const named = [...guide.matchAll(/`((?:src|tests|chapters|scripts)\/[\w./-]*)`/g)].map(([, path = ""]) => path);
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((path) => !created.includes(path) && !existsSync(path))).toEqual([]);
});
