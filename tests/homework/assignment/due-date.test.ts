import { describe, expect, it } from "vitest";
import { readDue, readTimezone } from "../../../src/homework/assignment/due-date.ts";

const due = (text: string, timezone = "Europe/Berlin") => readDue(text, timezone, "due");

describe("a due date", () => {
  it.each([
    ["2026-12-14 23:59", "Europe/Berlin", "2026-12-14T22:59:00.000Z"],
    ["2026-07-01T08:00", "Europe/Berlin", "2026-07-01T06:00:00.000Z"],
    ["2026-12-14", "America/New_York", "2026-12-15T04:59:59.000Z"],
    ["2026-12-14 23:59:30", "Asia/Kathmandu", "2026-12-14T18:14:30.000Z"],
    ["2028-02-29 12:00", "UTC", "2028-02-29T12:00:00.000Z"],
    ["2026-12-14 00:30", "Pacific/Kiritimati", "2026-12-13T10:30:00.000Z"],
    ["2026-12-14 23:30", "Pacific/Pago_Pago", "2026-12-15T10:30:00.000Z"],
  ])("%s in %s is %s", (text, timezone, instant) => {
    expect(due(text, timezone)).toBe(instant);
  });

  it("is the later one where the clocks go back and the hour comes twice", () => {
    expect(due("2026-10-25 02:30")).toBe("2026-10-25T01:30:00.000Z");
    expect(due("2026-11-01 01:30", "America/New_York")).toBe("2026-11-01T06:30:00.000Z");
  });

  it("is refused where it does not exist, with what would work", () => {
    expect(() => due("2026-02-29 12:00")).toThrow(/"2026-02-29 12:00" does not exist. That month ends with 2026-02-28/);
    expect(() => due("2026-13-01 12:00")).toThrow(/Months are 01 to 12/);
    expect(() => due("2026-12-14 24:00")).toThrow(/does not exist/);
    expect(() => due("2026-12-14 12:60")).toThrow(/does not exist/);
    expect(() => due("2026-03-29 02:30")).toThrow(/clocks go forward/);
    expect(() => due("2026-03-08 02:30", "America/New_York")).toThrow(/clocks go forward/);
    expect(() => due("14.12.2026")).toThrow(/no date with a time. Write it as 2026/);
    expect(() => due("2026-12-14T23:59+01:00")).toThrow(/Leave the offset out/);
    expect(() => due("tomorrow")).toThrow(/no date/);
  });
});

it("a timezone is one of the list, and there has to be one", () => {
  expect(readTimezone("Europe/Berlin", "t")).toBe("Europe/Berlin");
  expect(() => readTimezone(undefined, "t")).toThrow(/^t: a due date without a timezone .*Europe\/Berlin/);
  expect(() => readTimezone("Berlin", "t")).toThrow(/no timezone "Berlin"/);
  expect(() => readTimezone("+01:00", "t")).toThrow(/no timezone/);
});
