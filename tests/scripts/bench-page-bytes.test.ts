import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { findExcess, printBytes, readBudget, weighPages, type PageBudget } from "../../scripts/bench/page-bytes.ts";

const folders: string[] = [];
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })));

function site(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "site-"));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

const text = "a".repeat(5000);
const budget: PageBudget = {
  pages: { "depth/": 100 },
  otherPages: 60,
  scripts: 100,
  files: { ".html": null, ".js": 5000 },
};

it("weighs pages compressed and files as they are, by what they end with", () => {
  const html = `<script type="module" src="/a/x.js"></script>`;
  const code = `import "../y.js"; //${text}`;
  const { pages, scripts, files } = weighPages(
    site({ "index.html": "b", "code/index.html": html, "depth/index.html": text, "a/x.js": code, "y.js": "1" }),
  );
  expect(Object.keys(pages)).toEqual(["code/", "depth/", ""]);
  expect(pages["depth/"]).toBeLessThan(100);
  expect([scripts["depth/"], scripts[""]]).toEqual([0, 0]);
  // Two files, each by itself: 20 bytes are gzip's own.
  expect(scripts["code/"]).toBeGreaterThan(2 * 20);
  expect(scripts["code/"]).toBeLessThan(120);
  expect(files).toEqual({ ".html": 5001 + html.length, ".js": code.length + 1 });
});

it("says what is over its budget, and what has none and should not be there", () => {
  const bytes = {
    pages: { "depth/": 100, "other/": 61 },
    scripts: { "depth/": 101, "other/": 100 },
    files: { ".html": 9_000_000, ".js": 5001, ".ttf": 1 },
  };
  expect(findExcess(bytes, budget)).toEqual([
    "HTML of /other/ weighs 61 bytes, 1 more than its budget of 60.",
    "first scripts of /depth/ weighs 101 bytes, 1 more than its budget of 100.",
    "all .js weighs 5001 bytes, 1 more than its budget of 5000.",
    "all .ttf weighs 1 bytes, 1 more than its budget of 0.",
  ]);
  expect(printBytes(bytes, budget)).toContain("0.0 kB left of 0.1 kB");
});

it("refuses a folder in which nothing was built, and reads its own budget", () => {
  expect(() => weighPages(join(site({}), "nowhere"))).toThrow("Build it first");
  expect(Object.keys(readBudget().files)).toContain(".js");
});
