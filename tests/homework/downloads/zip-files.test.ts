import { describe, expect, it } from "vitest";
import { limits } from "../../../src/homework/downloads/limits.ts";
import { zipFiles } from "../../../src/homework/downloads/zip-files.ts";
import { makeZip, sourceOf, type Packed } from "./make-zip.ts";

const open = (files: readonly Packed[], options = {}) => zipFiles(sourceOf(makeZip(files, options)), "all.zip");
const refusalOf = (file: Packed) => open([file])[0]?.refusal;
const textOf = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString();

describe("a zip", () => {
  it("gives files under their names, packed or not, with numbers of 32 or 64 bits, and no folders", () => {
    const files: Packed[] = [
      { path: "a/", mode: 0o40755 },
      { path: "a/Åsa 😀.html", content: "one" },
      { path: "b.json", content: "two", stored: true },
      { path: "c.json", content: "three", long: true },
      { path: "empty" },
    ];
    for (const long of [false, true]) {
      const found = open(files, { long });
      expect(found.map(({ path, bytes, refusal }) => [path, bytes, refusal])).toEqual([
        ["a/Åsa 😀.html", 3, null],
        ["b.json", 3, null],
        ["c.json", 5, null],
        ["empty", 0, null],
      ]);
      expect(found.map(({ read }) => textOf(read()))).toEqual(["one", "two", "three", ""]);
    }
  });

  it("is found behind a comment, and refused when it was cut off or is none", () => {
    const zip = makeZip([{ path: "a", content: "one" }]);
    expect(zipFiles(sourceOf(Buffer.concat([zip, Buffer.from("a comment")])), "all.zip")).toHaveLength(1);
    for (const bytes of [zip.subarray(0, -1), zip.subarray(5), Buffer.alloc(0), Buffer.from("<!doctype html>")]) {
      expect(() => zipFiles(sourceOf(bytes), "all.zip")).toThrow(/^all\.zip: .*(no zip file|cut off|damaged|overlaps)/);
    }
  });

  it("refuses files that lead elsewhere, before one byte of them is unpacked", () => {
    expect(refusalOf({ path: "../../etc/passwd" })).toMatch("leads out of the download");
    expect(refusalOf({ path: "a/../../b" })).toMatch("leads out of the download");
    expect(refusalOf({ path: "/etc/passwd" })).toMatch("absolute path");
    expect(refusalOf({ path: "C:/x" })).toMatch("absolute path");
    expect(refusalOf({ path: "..\\x" })).toMatch("backslash");
    expect(refusalOf({ path: "a\0.html" })).toMatch("its name is not one");
    expect(refusalOf({ path: "a", content: "/etc/passwd", mode: 0o120777 })).toBe("it is a link to another file");
    expect(refusalOf({ path: "a", encrypted: true })).toBe("it is encrypted");
    expect(refusalOf({ path: "a", lies: { method: 93 } })).toMatch("few programs know (93)");
    expect(open([{ path: "a" }, { path: "a" }])[1]?.refusal).toMatch("the same name");
    expect(refusalOf({ path: "a..b/c...json" })).toBeNull();
  });

  it("refuses what is too large, by what it says and by what it is", () => {
    expect(refusalOf({ path: "a", lies: { bytes: 500_000_000 } })).toBe(
      "it has 500 MB, and a submission has 20 MB at most",
    );
    const bomb = open([{ path: "a", content: Buffer.alloc(5_000_000), lies: { bytes: 1000 } }])[0];
    expect(bomb?.refusal).toBeNull();
    expect(bomb?.read).toThrow("all.zip, a: it unpacks to more than the list says, as in a zip bomb.");
    const huge = Array.from({ length: 6 }, (_, index) => ({ path: `${index}`, lies: { bytes: 4e9 } }));
    expect(() => open(huge)).toThrow("all.zip: it unpacks to 24 GB, and 20 GB are read at most.");
    const many = makeZip([{ path: "a" }]);
    many.writeUInt16LE(limits.files + 1, many.length - 12);
    expect(() => zipFiles(sourceOf(many), "all.zip")).toThrow(
      "all.zip: 20001 files are in it, and 20000 are read at most.",
    );
  });

  it("refuses parts that are listed twice, and bytes that are not those of the list", () => {
    expect(() =>
      open([
        { path: "a", content: "one" },
        { path: "b", lies: { from: 0 } },
      ]),
    ).toThrow('all.zip: "a" overlaps what follows, as in a zip bomb.');
    expect(open([{ path: "a", content: "one", lies: { crc: 1 } }])[0]?.read).toThrow("does not have the checksum");
    expect(open([{ path: "a", content: "one", lies: { bytes: 4 } }])[0]?.read).toThrow("does not have the checksum");
    const zip = makeZip([{ path: "a", content: "one" }]);
    zip.fill(0xff, 31, 33);
    expect(zipFiles(sourceOf(zip), "all.zip")[0]?.read).toThrow("all.zip, a: its packed bytes are damaged.");
    zip.fill(0, 0, 4);
    expect(zipFiles(sourceOf(zip), "all.zip")[0]?.read).toThrow("it is not where the list says");
  });
});
