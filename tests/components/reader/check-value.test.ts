import { expect, it } from "vitest";
import { readCheckValue } from "../../../src/components/reader/check-value.ts";

it("only true is right", () => {
  expect(readCheckValue(true, "hint")).toEqual({ grade: "got-it", hint: null });
  for (const value of [1, "true", {}, [], false, 0, NaN]) expect(readCheckValue(value, null).grade).not.toBe("got-it");
});

it("tells an answer that is missing from one that is not right yet", () => {
  expect(readCheckValue(null, "hint").grade).toBe("missing");
  expect(readCheckValue(undefined, "hint").grade).toBe("missing");
  expect(readCheckValue(false, "hint")).toEqual({ grade: "keep-working", hint: "hint" });
});

it("passes a check's own hint on", () => {
  expect(readCheckValue("Look at z = 0.5.", "hint")).toEqual({ grade: "keep-working", hint: "Look at z = 0.5." });
});
