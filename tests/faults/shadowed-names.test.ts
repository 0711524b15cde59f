// @vitest-environment jsdom
import { afterEach, describe, expect, it } from "vitest";
import type { CellContext } from "../../src/host/cell/cell-context.ts";
import { closeCells, openCells } from "./open-cells.ts";

/**
 * A cell may define a name that the page, the library or the browser has as well. Whoever uses the name means the cell's
 * from then on, and the other one again once the cell is gone or defines another name: at once and after a reload.
 */
afterEach(closeCells);

const perRun = {
  train: ({ cellId }: CellContext) => `training of ${cellId}`,
};

/** What cells get under each name that none of them defines. */
const names: readonly (readonly [name: string, given: string])[] = [
  ["width", "640"],
  ["now", "0"],
  ["dark", "false"],
  ["d3", "7"],
  ["double", "(value) => 2 * value"],
  ["train", "training of user"],
  ["innerWidth", "1024"],
];

describe.each(names)("%s", (name, given) => {
  const users = (run: "auto" | "manual" = "auto") => [
    { source: `const user = String(${name}.version ?? ${name});`, run },
    { source: `"seen: " + user`, id: "seen" },
  ];
  const options = { library: { perRun } };

  it("is looked up again when a cell defines it, renames it, defines it again and goes", async () => {
    const cells = await openCells(users(), options);
    expect(await cells.value("user")).toBe(given);
    const id = await cells.add(`const ${name} = 8;`);
    expect(await cells.value("user")).toBe("8");
    expect(cells.output("seen")).toBe('"seen: 8"');
    await cells.edit(id, `const other = 9;`);
    expect(await cells.value("user")).toBe(given);
    await cells.edit(id, `function ${name}() {} ${name}.version = 10;`);
    expect(await cells.value("user")).toBe("10");
    await cells.remove(id);
    expect(await cells.value("user")).toBe(given);
    expect(cells.output("seen")).toBe(`"seen: ${given}"`);
    cells.notebook.reader.restore(id);
    await cells.settled();
    await cells.settled();
    expect(await cells.value("user")).toBe("10");
    const again = await cells.reload();
    expect(await again.value("user")).toBe("10");
    await again.remove(id);
    expect(await again.value("user")).toBe(given);
  });

  it("makes a manual cell that ran with the other one out of date, and up to date when it is back", async () => {
    const cells = await openCells(users("manual"), options);
    await cells.notebook.run("user");
    expect([cells.state("user").kind, await cells.value("user")]).toEqual(["done", given]);
    const id = await cells.add(`const ${name} = 8;`);
    expect(cells.state("user")).toMatchObject({ kind: "stale", reason: `${name} changed` });
    await cells.remove(id);
    expect(cells.state("user").kind).toBe("done");
    cells.notebook.reader.restore(id);
    await cells.settled();
    await cells.settled();
    await cells.notebook.run("user");
    expect([cells.state("user").kind, await cells.value("user")]).toEqual(["done", "8"]);
    await cells.remove(id);
    expect(cells.state("user")).toMatchObject({ kind: "stale", reason: `${name} changed` });
    await cells.notebook.run("user");
    expect([cells.state("user").kind, await cells.value("user")]).toEqual(["done", given]);
  });
});

it("a name that two cells define is nobody's until one of them is gone", async () => {
  const cells = await openCells(["const user = width;"]);
  const [one, two] = [await cells.add("const width = 8;"), await cells.add("const width = 9;")];
  expect(cells.state("user")).toMatchObject({ kind: "error" });
  await cells.remove(one);
  expect(await cells.value("user")).toBe(9);
  await cells.remove(two);
  expect(await cells.value("user")).toBe(640);
});
