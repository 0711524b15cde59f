import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { folderFiles } from "../../../src/homework/downloads/folder-files.ts";

const folder = mkdtempSync(join(tmpdir(), "handed-in-"));
afterAll(() => rmSync(folder, { recursive: true }));

it("lists files in folders, and follows no link", () => {
  mkdirSync(join(folder, "b"));
  writeFileSync(join(folder, "b", "hw.html"), "text");
  writeFileSync(join(folder, "a.json"), "{}");
  symlinkSync("/etc/passwd", join(folder, "c.json"));
  symlinkSync("/etc", join(folder, "d"));
  writeFileSync(join(folder, "e.html"), "");
  truncateSync(join(folder, "e.html"), 500_000_000);
  const files = folderFiles(folder);
  expect(files.map(({ path, refusal }) => [path, refusal])).toEqual([
    ["a.json", null],
    ["b/hw.html", null],
    ["c.json", "it is a link to another file"],
    ["d", "it is a link to another file"],
    ["e.html", "it has 500 MB, and a submission has 20 MB at most"],
  ]);
  expect(Buffer.from(files[1]?.read() ?? []).toString()).toBe("text");
  writeFileSync(join(folder, "a.json"), "");
  truncateSync(join(folder, "a.json"), 500_000_000);
  expect(files[0]?.read).toThrow("a.json: it has 500 MB, and a submission has 20 MB at most.");
});

it("says in words what the system does not open", () => {
  const [file] = folderFiles(folder);
  rmSync(join(folder, "a.json"));
  symlinkSync("/etc/passwd", join(folder, "a.json"));
  expect(file?.read).toThrow("a.json: it cannot be opened (ELOOP).");
  expect(() => folderFiles(join(folder, "none"))).toThrow("none: it cannot be opened (ENOENT).");
});

it("stops where folders lie too deep", () => {
  const deep = mkdtempSync(join(folder, "deep-"));
  mkdirSync(join(deep, ..."123456789"), { recursive: true });
  expect(() => folderFiles(deep)).toThrow("it lies 9 folders deep. Pass the folder of one assignment.");
});
