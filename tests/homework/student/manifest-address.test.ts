import { expect, it } from "vitest";
import { manifestAddress } from "../../../src/homework/student/manifest-address.ts";

const base = "https://example.org/course/";

it("opens what stands below the site's assignments", () => {
  const address = "https://example.org/course/assignments/week-1-v2.json";
  expect(manifestAddress("/course/assignments/week-1-v2.json", base).href).toBe(address);
  expect(manifestAddress(`${address}?x=1#y`, base).href).toBe(address);
});

it.each([
  ["https://evil.example/course/assignments/a-v1.json", /it is kept at https:\/\/evil\.example/],
  ["//evil.example/assignments/a-v1.json", /it is kept at/],
  ["/assignments/a-v1.json", /is no assignment below \/course\/assignments\//],
  ["/course/assignments/../recordings/a-v1.json", /is no assignment below/],
  ["/course/assignments/sub/a-v1.json", /is no assignment below/],
  ["/course/assignments/a-dates.json", /is no assignment below/],
  ["javascript:alert(1)", /it is kept at|is no address/],
  ["http://[", /is no address/],
  ["", /is no assignment below/],
])("refuses %s, and says what would work", (asked, problem) => {
  expect(() => manifestAddress(asked, base)).toThrow(problem);
  expect(() => manifestAddress(asked, base)).toThrow(/Open the chapter by the link that your teacher gave you/);
});
