import { expect, test } from "vitest";
import {
  addCell,
  deleteCell,
  fitStructure,
  isPublished,
  moveCell,
  orderCells,
  orderPlaces,
  publishedStructure,
  restoreCell,
  type ChapterStructure,
} from "../../../src/host/reader/chapter-structure.ts";

const published = ["a", "b", "c"];
const order = (structure: ChapterStructure) => orderCells(published, structure).join(" ");
const add = (structure: ChapterStructure, id: string, after: string | null) =>
  addCell(structure, published, { id, run: "auto" }, after);
const move = (structure: ChapterStructure, id: string, direction: "up" | "down") =>
  moveCell(structure, published, id, direction);

test("a cell is added directly after any other, or at the end", () => {
  let structure = add(publishedStructure, "x", "a");
  expect(order(structure)).toBe("a x b c");
  structure = add(structure, "y", "a");
  structure = add(structure, "z", "x");
  expect(order(structure)).toBe("a y x z b c");
  expect(order(add(structure, "w", null))).toBe("a y x z b c w");
});

test("cells walk up and down one place at a time, and the ends hold them", () => {
  let structure = add(publishedStructure, "x", "c");
  const seen = Array.from({ length: 4 }, () => order((structure = move(structure, "x", "up"))));
  expect(seen).toEqual(["a b x c", "a x b c", "x a b c", "x a b c"]);
  const back = Array.from({ length: 4 }, () => order((structure = move(structure, "x", "down"))));
  expect(back).toEqual(["a x b c", "a b x c", "a b c x", "a b c x"]);
});

test("a published cell that walks back is in its published place again", () => {
  let structure = move(publishedStructure, "a", "down");
  expect(order(structure)).toBe("b a c");
  structure = move(structure, "a", "down");
  expect(order(structure)).toBe("b c a");
  structure = move(move(structure, "a", "up"), "a", "up");
  expect(order(structure)).toBe("a b c");
  expect(isPublished(structure)).toBe(true);
});

test("cells that stand beside a moved cell stay where they are", () => {
  const structure = move(add(publishedStructure, "x", "a"), "a", "down");
  expect(order(structure)).toBe("x a b c");
  expect(order(move(structure, "a", "down"))).toBe("x b a c");
});

test("every walk through any structure keeps every cell", () => {
  let structure = add(add(add(publishedStructure, "x", "a"), "y", "c"), "z", null);
  const steps = ["x", "a", "z", "c", "y", "b", "x", "z", "a", "c"];
  for (const [at, id] of [...steps, ...steps].entries()) {
    const before = orderCells(published, structure);
    structure = move(structure, id, at % 3 === 0 ? "down" : "up");
    const after = orderCells(published, structure);
    expect([...after].sort()).toEqual(["a", "b", "c", "x", "y", "z"]);
    const distance = after.indexOf(id) - before.indexOf(id);
    expect(Math.abs(distance)).toBeLessThanOrEqual(1);
    expect(after.filter((each) => each !== id)).toEqual(before.filter((each) => each !== id));
  }
});

test("a deleted cell comes back where it stood", () => {
  let structure = deleteCell(move(publishedStructure, "c", "up"), "c");
  expect(order(structure)).toBe("a b");
  expect(orderPlaces(published, structure)).toEqual(["a", "c", "b"]);
  structure = add(structure, "x", "a");
  expect(order(restoreCell(structure, "c"))).toBe("a x c b");
});

test("nothing of the reader's is lost when the chapter has changed", () => {
  const structure = deleteCell(move(add(add(publishedStructure, "x", "a"), "y", "c"), "b", "up"), "b");
  const changed = ["c", "d"];
  const fitted = fitStructure(structure, changed);
  expect(orderCells(changed, fitted)).toEqual(["c", "y", "d", "x"]);
  expect(fitted.deleted).toEqual([]);
  expect(orderCells(["x", "c"], fitStructure(structure, ["x", "c"]))).toEqual(["x", "c", "y"]);
});

test("doubled and unknown entries do no harm", () => {
  const fitted = fitStructure(
    {
      added: [
        { id: "x", run: "auto" },
        { id: "x", run: "manual" },
      ],
      placed: [
        { id: "x", anchor: "a", side: "after" },
        { id: "x", anchor: "x", side: "before" },
        { id: "ghost", anchor: "a", side: "after" },
      ],
      deleted: ["a", "a", "ghost"],
    },
    published,
  );
  expect(orderCells(published, fitted)).toEqual(["b", "c", "x"]);
  expect(fitted.deleted).toEqual(["a"]);
});
