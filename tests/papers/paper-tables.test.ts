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
      ...[138_357_544, null, null, 21_623_848, 21_623_848, 21_797_672, 22_716_840],
      ...[25_557_032, 44_549_160, 60_192_808],
    ]);
  });

  it("counts multiply-adds beside Tables 3 and 4", () => {
    const billions = (id: PaperTableId) =>
      column(id, "multiplyAdds").map((each) => (each === null ? "-" : (Number(each) / 1e9).toFixed(3)));
    const counted = "3.644 3.664".split(" ");
    expect(billions("residual-3").slice(3, 6)).toEqual(["3.644", ...counted]);
    expect(billions("residual-3").slice(7)).toEqual(["3.858", "7.570", "11.282"]);
    expect(billions("residual-4").slice(7)).toEqual(["3.858", "7.570", "11.282"]);
  });

  it("torchvision's weights, and what its nets cost", () => {
    const rows = paperRows("torchvision").map(({ name, top1, top5, parameters }) => [name, top1, top5, parameters]);
    expect(rows).toEqual([
      ["alexnet V1", 56.522, undefined, 61_100_840],
      ["vgg16 V1", 71.592, undefined, 138_357_544],
      ["vgg19 V1", 72.376, undefined, 143_667_240],
      ["resnet18 V1", 69.758, 89.078, 11_689_512],
      ["resnet34 V1", 73.314, 91.42, 21_797_672],
      ["resnet50 V1", 76.13, 92.862, 25_557_032],
      ["resnet50 V2", 80.858, undefined, 25_557_032],
      ["resnet101 V1", 77.374, 93.546, 44_549_160],
      ["resnet101 V2", 81.886, undefined, 44_549_160],
      ["resnet152 V1", 78.312, 94.046, 60_192_808],
      ["resnet152 V2", 82.284, undefined, 60_192_808],
      ["resnext50_32x4d V1", 77.618, 93.698, 25_028_904],
      ["resnext50_32x4d V2", 81.198, undefined, 25_028_904],
    ]);
    const fifty = paperRows("torchvision").find(({ name }) => name === "resnet50 V1");
    expect((Number(fifty?.["multiplyAdds"]) / 1e9).toFixed(3)).toBe("4.089");
  });

  it("imagenet-results: every number of the other tables, and how it was come by", () => {
    const all = paperRows("imagenet-results");
    const from = (place: string) => all.filter((row) => row["from"] === place);
    for (const [id, place] of [
      ["residual-3", "Table 3"],
      ["residual-4", "Table 4"],
      ["residual-5", "Table 5"],
    ] as const) {
      const errors = (rows: typeof all) =>
        rows.map(({ name, top1, top5, sources }) => [name, top1, top5, sources["top5"]]);
      expect(errors(from(place))).toEqual(errors(paperRows(id)));
    }
    const oneCrop = from("authors' page");
    expect(oneCrop.map(({ name, top1, top5 }) => `${name} ${String(top1)}/${String(top5)}`)).toEqual(
      "VGG-16 28.5/9.9, ResNet-50 24.7/7.8, ResNet-101 23.6/7.1, ResNet-152 23/6.7".split(", "),
    );
    expect(from("torchvision V2").map(({ top1 }) => top1)).toEqual([19.142, 18.114, 17.716, 18.802]);
    // The best single model on validation and six models on test are two rows that one may not mix up
    const mixed = all.filter(({ top5 }) => top5 === 4.49 || top5 === 3.57);
    expect(mixed.map(({ models, set }) => `${String(models)}, ${String(set)}`)).toEqual([
      "one, validation",
      "ensemble, test",
    ]);
    expect(all.filter((row) => row["set"] === "test").map(({ name }) => name)[0]).toBe("VGG (ILSVRC'14)");
    expect(all[0]?.reported).toEqual(["top1", "top5"]);
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

  it("identity-4, with what the course counts", () => {
    const reported =
      "8.81/35.68; 8.22/34.57; 8.39/35.04; 7.72/32.39; 7.25/33.71; 6.55/24.28; 5.84/27.66; 6.61/-; 7.93/-; 5.46/24.33; 4.92/22.71; 4.62/-";
    expect(paperRows("identity-4").map(({ cifar10, cifar100 = null }) => [cifar10, cifar100])).toEqual(pairs(reported));
    expect(column("identity-4", "millions").slice(7)).toEqual([1.7, 19.4, 1.7, 10.2, 10.2]);
    const counted = [1_727_962, null, 1_703_258, 10_327_706, 10_327_706];
    expect(column("identity-4", "parameters").slice(7)).toEqual(counted);
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
    const facets = (table.facets ?? []).map(({ key }) => key);
    for (const { sources, reported, name, ...values } of paperRows(id)) {
      expect(name).not.toBe("");
      const numbers = Object.keys(values).filter((key) => !facets.includes(key));
      expect(Object.keys(sources)).toEqual(numbers);
      expect(reported).toEqual(numbers.filter((key) => !sources[key]?.startsWith("counted here")));
      const known =
        /^He et al\. 201[56] \(.+\), Table \d$|^counted here|^(100 − the accuracy in )?torchvision 0\.14, |^the README of KaimingHe/;
      expect(Object.values(sources).filter((source) => !known.test(source))).toEqual([]);
    }
  });

  it("says of each of its rows how it was come by", () => {
    for (const { key } of table.facets ?? []) for (const row of table.rows) expect(row.facets?.[key]).toBeTruthy();
  });

  it("says a word where it has no number", () => {
    const values = table.rows.flatMap((row) => Object.values(row.values).map((value) => qualify(value)));
    expect(values.filter((value) => value?.value === null && value.text === undefined)).toEqual([]);
  });
});
