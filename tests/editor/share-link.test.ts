import { expect, test } from "vitest";
import { deflateText } from "../../src/editor/deflate.ts";
import { decodeShare, encodeShare, isShareHash, type SharedEdits } from "../../src/editor/share-link.ts";

const baseHash = "0123456789abcdef";
const shared: SharedEdits = {
  chapter: "degradation",
  scope: "chapter",
  edits: {
    structure: {
      added: [{ id: "mine-1", run: "manual" }],
      placed: [{ id: "mine-1", side: "after", anchor: "depth" }],
      deleted: ["curve"],
    },
    edits: new Map([
      ["depth", { source: 'const seed = 7; // "ß" 🙂 </script>\n\tconst b = `${seed}`;', baseHash }],
      ["mine-1", { source: "train({seed})", baseHash }],
    ]),
  },
};

/** What a hostile or damaged link might hold, packed as a link packs it. */
async function pack(value: unknown): Promise<string> {
  return `#v1=${await deflateText(typeof value === "string" ? value : JSON.stringify(value))}`;
}

const plain = { chapter: "x", scope: "chapter", cells: [], added: [], placed: [], deleted: [] };
const cell = (id: unknown, source: unknown = "1", hash: unknown = baseHash) => ({
  ...plain,
  cells: [[id, source, hash]],
});

test("a link gives back what it was made of, in characters that stand in an address", async () => {
  const hash = await encodeShare(shared);
  expect(hash).toMatch(/^#v1=[\w-]+$/);
  expect(isShareHash(hash)).toBe(true);
  expect(await decodeShare(hash)).toEqual(shared);
});

test("other parts of an address are not taken for links", () => {
  for (const hash of ["", "#cell-depth", "#v1", "#vanishing=1", "#version"]) expect(isShareHash(hash)).toBe(false);
});

test("a link of an unknown version is told as such", async () => {
  expect(isShareHash("#v2=abc")).toBe(true);
  await expect(decodeShare("#v2=abc")).rejects.toThrow("another version of this course (v2)");
});

test("damaged links say so", async () => {
  const good = await encodeShare(shared);
  const broken = [
    "#v1=",
    "#v1=%%%",
    "#v1=<script>alert(1)</script>",
    "#v1=A",
    "#v1=AAAA",
    good.slice(0, -9),
    `${good.slice(0, 40)}____${good.slice(44)}`,
    `${good}AAAA`,
  ];
  for (const hash of broken) await expect(decodeShare(hash), hash).rejects.toThrow("cannot be read");
});

test("what is packed well and is no set of edits is refused", async () => {
  const values: unknown[] = [
    "",
    "{",
    "null",
    "7",
    "[]",
    '"text"',
    {},
    { ...plain, cells: {} },
    { ...plain, cells: "abc" },
    { ...plain, cells: [{}] },
    { ...plain, cells: [null] },
    { ...plain, added: [["mine-1", "always"]] },
    { ...plain, placed: [["a", "inside", "b"]] },
    { ...plain, deleted: [["a"]] },
    { ...plain, chapter: 3 },
    { ...plain, chapter: "../other" },
    { ...plain, scope: "everything" },
    cell("a", 3),
    cell("a", null),
    cell("a", { toString: "x" }),
    cell("a", "1", "not a hash"),
    cell(3),
    cell(""),
  ];
  for (const value of values)
    await expect(decodeShare(await pack(value)), JSON.stringify(value)).rejects.toThrow(/Nothing of it was taken over/);
});

test("names that could reach into the page or its objects are refused", async () => {
  const names = ["__proto__", "<img src=x onerror=alert(1)>", '"] *', "a b", "a\u0000", "a".repeat(200), "\u202ea"];
  for (const name of names) {
    await expect(decodeShare(await pack(cell(name))), name).rejects.toThrow("the name of a cell");
    await expect(decodeShare(await pack({ ...plain, added: [[name, "auto"]] }))).rejects.toThrow("the name of a cell");
  }
});

test("prototype keys are neither read nor set", async () => {
  const text = JSON.stringify(plain);
  const poisoned = `{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}, ${text.slice(1)}`;
  await decodeShare(await pack(poisoned));
  expect({}).not.toHaveProperty("polluted");
  await expect(decodeShare(await pack(`{"__proto__": ${text}}`))).rejects.toThrow("Nothing of it was taken over");
  const { edits } = await decodeShare(await pack(cell("constructor", "1")));
  expect(edits.edits.get("constructor")?.source).toBe("1");
  expect(edits.edits.get("toString")).toBeUndefined();
});

test("a link that unpacks to very much is given up before its end", async () => {
  const bomb = `#v1=${await deflateText(" ".repeat(20_000_000))}`;
  expect(bomb.length).toBeLessThan(50_000);
  // Its end is damaged: whoever read so far would say that instead.
  const cut = bomb.slice(0, Math.floor(bomb.length / 2));
  for (const hash of [bomb, cut]) await expect(decodeShare(hash)).rejects.toThrow("more than a chapter can have");
  await expect(decodeShare(`#v1=${"A".repeat(300_000)}`)).rejects.toThrow("more than a chapter can have");
});

test("thousands of cells, giant cells and control characters are refused, in both directions", async () => {
  const many = { ...plain, cells: Array.from({ length: 5000 }, (_, at) => [`c${at}`, "1", baseHash]) };
  await expect(decodeShare(await pack(many))).rejects.toThrow("it names 5,000 cells");
  await expect(decodeShare(await pack(cell("a", "x".repeat(200_000))))).rejects.toThrow("200,000 characters");
  for (const source of ["a\u0000b", "\u001b[2J", "\u0007", "\u009b"]) {
    await expect(decodeShare(await pack(cell("a", source)))).rejects.toThrow("control characters");
    const edits = { ...shared.edits, edits: new Map([["a", { source, baseHash }]]) };
    await expect(encodeShare({ ...shared, edits })).rejects.toThrow("control characters");
  }
});

test("a link gives back where knobs stood and what it is about, and refuses what is neither", async () => {
  const knobs = new Map([["knobs", { values: new Map<string, unknown>([["steps", 30]]), baseHash: "0".repeat(16) }]]);
  const edits = { structure: { added: [], placed: [], deleted: [] }, edits: new Map() };
  const shared = { chapter: "degradation", scope: "cells", edits, knobs, at: "E-D1" } as const;
  expect(await decodeShare(await encodeShare(shared))).toEqual(shared);
  const odd = { ...shared, knobs: new Map([["knobs", { values: 7, baseHash: "" } as never]]) };
  await expect(encodeShare(odd).then(decodeShare)).rejects.toThrow();
  await expect(encodeShare({ ...shared, at: "<b>" }).then(decodeShare)).rejects.toThrow(/cannot be read/);
});
