import { expect, test } from "vitest";
import { propertyNames } from "../../../src/host/runtime/property-names.ts";

test("own and inherited names are found, those that cannot be written behind a dot are not", () => {
  class Base {
    get size() {
      return 1;
    }
  }
  class Run extends Base {
    loss = [];
    "two words" = 1;
  }
  expect(propertyNames(new Run())).toEqual(["loss", "size"]);
  expect(propertyNames([1, 2])).toEqual(expect.arrayContaining(["length", "map"]));
  expect(propertyNames([1, 2])).not.toContain("0");
  expect(propertyNames("text")).toContain("trim");
  expect(propertyNames(null)).toEqual([]);
});
