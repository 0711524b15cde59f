import { expect, it } from "vitest";
import { readRows } from "../../../src/homework/gradebooks/csv-cells.ts";
import { decodeCsv } from "../../../src/homework/gradebooks/csv-text.ts";

const decode = (bytes: Uint8Array) => () => decodeCsv(bytes, "export.csv");

it("keeps every byte of UTF-8, the byte order mark included", () => {
  const bytes = Buffer.from("\ufeffÅ,😀\r\n\u2028;\u00a0\n");
  expect(Buffer.from(decode(bytes)()).equals(bytes)).toBe(true);
});

it("refuses files in another encoding, and says where that shows", () => {
  expect(decode(Buffer.from("Student\nA\nM\xfcller\n", "latin1"))).toThrow(
    "export.csv: line 3 is not UTF-8: the file was saved in another encoding.",
  );
  expect(decode(Buffer.from("\ufeffStudent", "utf16le"))).toThrow("export.csv: the file is in UTF-16");
  expect(decode(Buffer.from("Student", "utf16le"))).toThrow("export.csv: the file is in UTF-16");
  expect(decode(Buffer.from("PK\x03\x04…"))).toThrow("export.csv: this is a spreadsheet or a zip file, not CSV.");
  expect(decode(new Uint8Array())).toThrow("export.csv: the file is empty.");
});

it("says where cells stand, and on which line a quote is wrong", () => {
  const rows = readRows('a,"b ""c""\n,"\r\n,d', ",", "x.csv");
  expect(rows.map(({ line, cells }) => [line, cells.map(({ text }) => text)])).toEqual([
    [1, ["a", 'b "c"\n,']],
    [3, ["", "d"]],
  ]);
  expect(() => readRows('a,b\n"c\nd', ",", "x.csv")).toThrow("x.csv, line 2: a quote is opened and not closed.");
  expect(() => readRows('a\n"b"c', ",", "x.csv")).toThrow('x.csv, line 2: "c" follows a closing quote.');
});
