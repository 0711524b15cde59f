import { describe, expect, it } from "vitest";
import { paperRows } from "../../src/papers/paper-rows.ts";
import { qualify } from "../../src/papers/paper-table.ts";
import { findPaperTable, paperTableIds, type PaperTableId } from "../../src/papers/paper-tables.ts";

/** Numbers of one column by row, in the table's order. */
function column(id: PaperTableId, key: string): unknown[] {
  return paperRows(id).map((row) => row[key] ?? null);
}

/** `25.03/7.76; 24.52/7.46; -/9.15` as pairs. */
function pairs(text: string): (readonly (number | null)[])[] {
  return text.split(/;\s*/).map((pair) => pair.split("/").map((each) => (each === "-" ? null : Number(each))));
}

/** What the course's ledger copied from the papers, in its own words: section 2. */
describe("the tables hold what the papers' text says", () => {
  it("residual-2", () => {
    expect(paperRows("residual-2").map(({ name, top1 }) => `${name} ${Number(top1).toFixed(2)}`)).toEqual(
      "plain-18 27.94, ResNet-18 27.88, plain-34 28.54, ResNet-34 25.03".split(", "),
    );
    expect(column("residual-2", "parameters")).toEqual([11_515_688, 11_515_688, 21_623_848, 21_623_848]);
  });

  it("residual-3", () => {
    const reported =
      "28.07/9.33; -/9.15; 24.27/7.38; 28.54/10.02; 25.03/7.76; 24.52/7.46; 24.19/7.40; 22.85/6.71; 21.75/6.05; 21.43/5.71";
    expect(paperRows("residual-3").map(({ top1 = null, top5 }) => [top1, top5])).toEqual(pairs(reported));
    expect(column("residual-3", "parameters")).toEqual([
      ...[null, null, null, 21_623_848, 21_623_848, 21_797_672, 22_716_840],
      ...[25_557_032, 44_549_160, 60_192_808],
    ]);
  });

  it("residual-4 and residual-5", () => {
    const single =
      "-/8.43; -/7.89; 24.4/7.1; 21.59/5.71; 21.99/5.81; 21.84/5.71; 21.53/5.60; 20.74/5.25; 19.87/4.60; 19.38/4.49";
    expect(paperRows("residual-4").map(({ top1 = null, top5 }) => [top1, top5])).toEqual(pairs(single));
    expect(column("residual-5", "top5")).toEqual([7.32, 6.66, 6.8, 4.94, 4.82, 3.57]);
  });

  it("residual-6", () => {
    const errors = [9.38, 8.81, 8.22, 8.39, 7.54, 8.8, 8.75, 7.51, 7.17, 6.97, 6.43, 7.93];
    expect(column("residual-6", "error")).toEqual(errors);
    expect(column("residual-6", "millions").slice(3)).toEqual([2.5, 2.3, 1.25, 0.27, 0.46, 0.66, 0.85, 1.7, 19.4]);
    const counted = [269_722, 464_154, 658_586, 853_018, 1_727_962, 19_421_274];
    expect(column("residual-6", "parameters").slice(6)).toEqual(counted);
    const depths = [20, 32, 44, 56, 110, 1202];
    // 97,216 n − 21,926 of a net of 6n + 2 layers
    expect(depths.map((depth) => (97_216 * (depth - 2)) / 6 - 21_926)).toEqual(counted);
    const millions = column("residual-6", "multiplyAdds").slice(6) as number[];
    expect(millions.map((each) => Number((each / 1e6).toPrecision(4)))).toEqual([
      40.55, 68.86, 97.17, 125.5, 252.9, 2829,
    ]);
  });

  it("identity-1, -2, -3 and -5", () => {
    expect(column("identity-1", "error")).toEqual([
      ...[6.61, null, null, 12.35, null, 8.7, 9.81, 12.86, 6.91, 12.22, null],
    ]);
    const placements = "6.61/5.93; 8.17/6.50; 7.84/6.14; 6.71/5.91; 6.37/5.46";
    expect(paperRows("identity-2").map(({ r110, r164 }) => [r110, r164])).toEqual(pairs(placements));
    const both = "9.90/8.91; 6.61/6.37; 5.93/5.46; 7.61/4.92; 25.16/24.33; 27.82/22.71";
    expect(paperRows("identity-3").map((row) => [row["baseline"], row["preActivation"]])).toEqual(pairs(both));
    const imageNet = "23.0/6.7; 21.3/5.5; 21.1/5.5; 21.8/6.0; 20.7/5.3; 20.1/4.8; 21.2/5.6";
    expect(paperRows("identity-5").map(({ top1, top5 }) => [top1, top5])).toEqual(pairs(imageNet));
  });
});

describe.each(paperTableIds)("%s", (id) => {
  const table = findPaperTable(id);

  it("names the source of each of its numbers, and nothing that has no column", () => {
    expect(table.id).toBe(id);
    const keys = table.columns.map(({ key }) => key);
    for (const { values } of table.rows) expect(keys).toEqual(expect.arrayContaining(Object.keys(values)));
    for (const { sources, name, ...numbers } of paperRows(id)) {
      expect(name).not.toBe("");
      expect(Object.keys(sources)).toEqual(Object.keys(numbers));
      const known = /^He et al\. 201[56] \(.+\), Table \d$|^counted here/;
      expect(Object.values(sources).filter((source) => !known.test(source))).toEqual([]);
    }
  });

  it("says a word where it has no number", () => {
    const values = table.rows.flatMap((row) => Object.values(row.values).map((value) => qualify(value)));
    expect(values.filter((value) => value?.value === null && value.text === undefined)).toEqual([]);
  });
});
