import { globSync, readFileSync } from "node:fs";
import stylelint from "stylelint";
import { expect, test } from "vitest";

/** The rules that the linter finds broken in a style sheet of the course. */
async function brokenRules(code: string, codeFilename = "src/styles/cells.css"): Promise<string[]> {
  const { results } = await stylelint.lint({ code, codeFilename: `${process.cwd()}/${codeFilename}` });
  return results.flatMap(({ warnings }) => warnings.map(({ rule }) => rule));
}

test.each([
  ["a { color: #1f56a8; }", "color-no-hex"],
  ["a { color: navy; }", "color-named"],
  ["a { color: rgb(0 0 0 / 12%); }", "function-disallowed-list"],
  ["a { font: 13px/1.5 var(--font-ui); }", "declaration-property-unit-disallowed-list"],
  ["a { margin-block: 24px; }", "declaration-property-unit-disallowed-list"],
  ["@media (max-width: 48rem) { a { top: 0; } }", "media-feature-range-notation"],
  ["@media (width < 760px) { a { top: 0; } }", "media-feature-name-value-allowed-list"],
])("refuses %s", async (code, rule) => {
  expect(await brokenRules(code)).toContain(rule);
});

test("holds the styles of components to the same rules", async () => {
  const component = "<p>Text</p>\n\n<style>\n  p {\n    color: #123456;\n  }\n</style>\n";
  expect(await brokenRules(component, "src/components/site/site-footer.astro")).toEqual(["color-no-hex"]);
});

test("lets tokens name colours, and hairlines be pixels", async () => {
  expect(await brokenRules(":root { --ink: light-dark(#1d1f23, #e8e6e1); }", "src/styles/tokens.css")).toEqual([]);
  expect(await brokenRules("a { border: 1px solid var(--rule); padding: 0.5rem; }")).toEqual([]);
});

test.each(globSync("src/styles/*.css"))("%s is about one noun: at most 300 lines", (path) => {
  expect(readFileSync(path, "utf8").split("\n").length).toBeLessThanOrEqual(300);
});

test("every token that is named is given a value", () => {
  const sheets = globSync("src/**/*.{css,astro}").map((path) => readFileSync(path, "utf8"));
  const drawings = globSync("src/**/*.ts").map((path) => readFileSync(path, "utf8"));
  const given = new Set([...sheets, ...drawings].flatMap((text) => text.match(/--[a-z][a-z0-9-]*(?=: |", )/g) ?? []));
  const named = [...sheets, ...drawings].flatMap((text) => [...text.matchAll(/var\((--[a-z0-9-]+)\)/g)]);
  expect(new Set(named.map(([, token = ""]) => token).filter((token) => !given.has(token)))).toEqual(new Set());
});
