import { fileURLToPath } from "node:url";
import { Linter } from "eslint";
import { expect, test } from "vitest";
import { importDirection } from "../../scripts/lint/import-direction.js";

const rooms = {
  kitchen: { may: ["cellar", "garden/shed.js"], reason: "cooks take what is stored" },
  cellar: { may: [], reason: "it only stores" },
  garden: { may: [], reason: "it grows" },
};

/** What the rule says of a line in src/kitchen/stove.js. */
function check(line: string): string[] {
  const filename = fileURLToPath(new URL("../../src/kitchen/stove.js", import.meta.url));
  const house = { rules: { "import-direction": importDirection } };
  const config = { files: ["**/*.js"], plugins: { house }, rules: { "house/import-direction": ["error", rooms] } };
  return new Linter({ cwd: "/" }).verify(line, config as never, { filename }).map(({ message }) => message);
}

test("a room may import from the rooms that are listed, and from no other", () => {
  expect(check('import "../cellar/wine.js";')).toEqual([]);
  expect(check('import "../garden/rake.js";')).toEqual([
    "src/kitchen must not import src/garden: cooks take what is stored. It may import cellar, garden/shed.js.",
  ]);
});

test("of a room that is not listed it may name a single file that is", () => {
  expect(check('new Worker(new URL("../garden/shed.js", import.meta.url));')).toEqual([]);
  expect(check('new Worker(new URL("../garden/gate.js", import.meta.url));')).toHaveLength(1);
});
