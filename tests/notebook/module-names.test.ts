import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { findModule, packageVersions } from "../../src/notebook/module-names.ts";

it("the versions are those that are installed", () => {
  const text = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  const { dependencies } = JSON.parse(text) as { readonly dependencies: Readonly<Record<string, string>> };
  for (const [name, version] of Object.entries(packageVersions)) expect(dependencies[name]).toBe(version);
});

it.each([
  ["npm:d3", "d3"],
  ["d3", "d3"],
  ["npm:d3@7", "d3"],
  ["npm:d3@^7.8.1", "d3"],
  ["npm:d3@7/+esm", "d3"],
  ["npm:d3@latest", "d3"],
  ["npm:@observablehq/plot@0.6", "@observablehq/plot"],
  ["@observablehq/inputs", "@observablehq/inputs"],
  ["htl", "htl"],
  ["npm:@tensorflow/tfjs", "@tensorflow/tfjs"],
  ["observablehq:stdlib", "observablehq:stdlib"],
])("%s is carried", (specifier, name) => {
  expect(findModule(specifier)).toEqual({ kind: "carried", name });
});

it.each(["./a.js", "../lib/a.js", "/a.js"])("%s is one of the site's own files", (path) => {
  expect(findModule(path)).toEqual({ kind: "file", path });
});

it.each([
  "",
  "npm:",
  "npm:d3@",
  "npm:d3/src/x.js",
  "npm:@observablehq/plot@0.5",
  "d3@x",
  "constructor",
  "blob:x",
  ".js",
  "npm:./x",
])("%j is refused", (specifier) => {
  expect(findModule(specifier).kind).toBe("refused");
});
