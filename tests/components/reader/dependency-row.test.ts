import { expect, test } from "vitest";
import { formatSize } from "../../../src/components/reader/dependency-row.ts";

test("sizes are short, lower bounds say so, and what is not known is not made up", () => {
  const size = (bytes: number, isPartial = false) => formatSize({ bytes, isPartial });
  expect([size(8), size(1500), size(340_000), size(2_140_000), size(3_000_000_000)]).toEqual([
    "8 bytes",
    "1.5 kB",
    "340 kB",
    "2.1 MB",
    "3.0 GB",
  ]);
  expect(size(2_140_000, true)).toBe("at least 2.1 MB");
  expect(size(12, true)).toBe("unknown");
  expect(formatSize(null)).toBe("unknown");
});
