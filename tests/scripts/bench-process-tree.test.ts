import { existsSync } from "node:fs";
import { expect, it } from "vitest";
import { readTree } from "../../scripts/bench/process-tree.ts";

it("sums what a process and its children use, where the system tells", () => {
  const self = readTree(process.pid);
  const parent = readTree(process.ppid);
  if (!existsSync("/proc/self/stat")) {
    expect([parent, self]).toEqual([null, null]);
    return;
  }
  expect(self?.residentMb).toBeGreaterThan(5);
  expect(parent?.residentMb).toBeGreaterThan(self?.residentMb ?? 0);
});
