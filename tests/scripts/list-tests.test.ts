import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";

let root = "";

beforeAll(() => {
  // Within the repository, where Vitest can be imported
  mkdirSync(".cache", { recursive: true });
  root = mkdtempSync(join(process.cwd(), ".cache/listed-"));
  mkdirSync(join(root, "tests"));
  const write = (name: string, text: string) =>
    writeFileSync(join(root, "tests", name), `import { test } from "vitest";\n${text}`);
  write("always.test.ts", `test("stands everywhere", () => {});`);
  write("skipped.test.ts", `test.skipIf(!process.env.PATH)("stands everywhere and is skipped", () => {});`);
  write("sometimes.test.ts", `if (process.env.PATH || process.env.HOME) test("needs a program", () => {});`);
});

afterAll(() => rmSync(root, { recursive: true }));

it("names the file of tests that are there only where something is installed", () => {
  expect(process.env["PATH"]).toBeTruthy();
  const { status, stdout, stderr } = spawnSync(process.execPath, ["scripts/test/list-tests.ts", root], {
    encoding: "utf8",
  });
  expect(stderr).toMatch(/^tests\/sometimes\.test\.ts: no test with an empty PATH and HOME\./);
  expect(stderr.match(/\.test\.ts/g)).toHaveLength(1);
  expect(stdout).toContain("3 files of unit tests, 1 of them without a test.");
  expect(status).toBe(1);
});
