import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { findModules } from "../../scripts/page-modules.ts";

let folder = "";
afterEach(() => rmSync(folder, { recursive: true }));

it("finds a page's modules and what they import at once, each once, also in a circle; not what comes later", () => {
  folder = mkdtempSync(join(tmpdir(), "site-"));
  mkdirSync(join(folder, "_astro/deep"), { recursive: true });
  const files = {
    "_astro/page.js": `import { a } from "./a.js"; import("./later.js");`,
    "_astro/cells.js": `import "./deep/b.js"; export * from "./a.js";`,
    "_astro/a.js": `import "./deep/b.js";`,
    "_astro/deep/b.js": `import "../cells.js"; const text = 'import "./none.js"';`,
    "_astro/later.js": ``,
  };
  for (const [name, code] of Object.entries(files)) writeFileSync(join(folder, name), code);
  const page = (base: string) =>
    `<script>1</script><script type="module" src="${base}_astro/page.js"></script><script type="module">2</script>` +
    `<script type="module" src="${base}_astro/cells.js"></script>`;
  const names = ["page.js", "cells.js", "a.js", "deep/b.js"];
  expect(findModules(folder, page("/"))).toEqual(names.map((name) => `/_astro/${name}`));
  expect(findModules(folder, page("/course/"), "/course/")).toEqual(names.map((name) => `/course/_astro/${name}`));
});
