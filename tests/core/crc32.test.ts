import { crc32 as zlibCrc32 } from "node:zlib";
import { expect, test } from "vitest";
import { crc32, crc32Digits } from "../../src/core/crc32.ts";

test("the checksum is that of gzip, zip and PNG", () => {
  const known = new TextEncoder().encode("123456789");
  expect(crc32(known)).toBe(0xcbf43926);
  for (const bytes of [known, Uint8Array.from({ length: 1000 }, (_, at) => (at * 37) % 256), new Uint8Array(0)])
    expect(crc32(bytes)).toBe(zlibCrc32(bytes));
});

test("its digits are eight, also where the first ones are zeros", () => {
  expect(crc32Digits(new TextEncoder().encode("123456789"))).toBe("cbf43926");
  expect(crc32Digits(new Uint8Array(0))).toBe("00000000");
});
