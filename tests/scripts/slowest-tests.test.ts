import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { listSlowest } from "../../scripts/test/slowest-tests.ts";

const folder = mkdtempSync(join(tmpdir(), "reports-"));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, report: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(report));
  return path;
}

it("ranks the tests of Node and of the browser together", () => {
  const unit = write("unit.json", {
    testResults: [
      {
        name: "/course/tests/a.test.ts",
        assertionResults: [
          { fullName: "is quick", duration: 20 },
          { fullName: "is slow", duration: 4000 },
          { fullName: "is skipped", duration: null },
        ],
      },
    ],
  });
  const spec = (title: string, ...ms: number[]) => ({
    title,
    tests: [{ results: ms.map((duration) => ({ duration })) }],
  });
  const inner = { file: "b.spec.ts", specs: [spec("waits", 1000, 2500)] };
  const browser = write("browser.json", {
    suites: [{ file: "b.spec.ts", specs: [spec("reads", 5000)], suites: [inner] }],
  });
  const claims = write("claims.json", { chapters: [] });
  expect(listSlowest([unit, browser, claims, join(folder, "nothing.json")], 3)).toEqual([
    { title: "b.spec.ts: reads", seconds: 5 },
    { title: "a.test.ts: is slow", seconds: 4 },
    { title: "b.spec.ts: waits", seconds: 3.5 },
  ]);
});
