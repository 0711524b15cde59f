import { describe, expect, it } from "vitest";
import { cellSourceHash, upstreamHash } from "../../src/notebook/cell-hashes.ts";
import { compileCell } from "../../src/notebook/compile-cell.ts";

const cell = (id: string, source: string) => ({ id, source, compiled: compileCell(source, { mode: "js" }) });
const chapter = (depth: string, other = "1") => [
  cell("knob", `const depth = ${depth}`),
  cell("other", other),
  cell("run", "const run = depth * 2"),
  cell("picture", "run + 1"),
];

describe("cellSourceHash", () => {
  it("agrees with the published FNV-1a values", () => {
    expect(cellSourceHash("")).toBe("cbf29ce484222325");
    expect(cellSourceHash("a")).toBe("af63dc4c8601ec8c");
    expect(cellSourceHash("foobar")).toBe("85944171f73967e8");
  });

  it("does not depend on the kind of line ends", () => {
    expect(cellSourceHash("a\r\nb")).toBe(cellSourceHash("a\nb"));
  });
});

describe("upstreamHash", () => {
  const before = upstreamHash(chapter("8"), "picture");

  it("changes when a cell far upstream changes", () => {
    expect(upstreamHash(chapter("20"), "picture")).not.toBe(before);
  });

  it("does not change with unrelated cells, order or ids", () => {
    expect(upstreamHash(chapter("8", "2"), "picture")).toBe(before);
    expect(upstreamHash(chapter("8").reverse(), "picture")).toBe(before);
    const renamed = chapter("8").map((one) => (one.id === "knob" ? { ...one, id: "slider" } : one));
    expect(upstreamHash(renamed, "picture")).toBe(before);
  });
});
