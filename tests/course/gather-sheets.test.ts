import { expect, it } from "vitest";
import { gatherSheets } from "../../src/course/gather-sheets.ts";

it("puts each sheet of charts at the head once, and leaves those of a table with it", () => {
  const [a, b] = ["d6", "e7"].map((name) => `<style>:where(.plot-${name}) { display: block; }</style>`);
  const table = "<style>#recorded-t-1 td { width: 9px; }</style>";
  expect(gatherSheets(`<p>1${a}</p>${table}<p>2${a}${b}</p>`)).toBe(`${a}${b}<p>1</p>${table}<p>2</p>`);
  expect(gatherSheets("<p></p>")).toBe("<p></p>");
});
