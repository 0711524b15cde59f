import { expect, it } from "vitest";
import { fillRowMarks, markedRows } from "../../src/course/row-marks.ts";

const empty = (rows: string) => `<span class="row-mark" data-marks="${rows}"></span>`;
const chapter = (html: string) => ({ slug: "degradation", html: `<h2 id="one"></h2>${html}`, claims: [] });

it("a mark says what the rows rest on, and leads to the list of claims and to a card", () => {
  const html = fillRowMarks(chapter(`<p>Text. ${empty("D9 D12")}</p>`), "/course/claims/");
  expect(html).toContain(
    '<a class="row-about" data-card="about-D9-D12" href="/course/claims/#D9"><span class="row-kind">reported</span> ' +
      '<span class="row-detail">He et al. 2015, sec. 1</span></a>',
  );
});

it("what shows it has a link of its own", () => {
  const html = fillRowMarks(chapter(`${empty("D18")}<notebook-cell id="cell-costPerPoint">`), "/claims/");
  expect(html).toContain('<span class="row-kind">derived here</span> <a class="row-detail" href="#cell-costPerPoint">');
});

it("rows that share a mark share a card, and each card is there once", () => {
  const groups = markedRows(chapter(`${empty("D1")} ${empty("D1 D4")} ${empty("D1")}`));
  expect(groups.map(({ card, rows }) => [card, rows.map(({ id }) => id)])).toEqual([
    ["about-D1", ["D1"]],
    ["about-D1-D4", ["D1", "D4"]],
  ]);
});

it("a row that is not in the registry is refused", () => {
  expect(() => fillRowMarks(chapter(empty("D99")), "/claims/")).toThrow(/has no row D99/);
});
