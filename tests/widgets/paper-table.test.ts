// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import { paperTable } from "../../src/widgets/paper-table.ts";

const namesIn = (figure: HTMLElement) =>
  Array.from(figure.querySelectorAll("tbody th"), ({ textContent }) => textContent);
const press = (figure: HTMLElement, head: string) =>
  [...figure.querySelectorAll("button")].find(({ textContent }) => textContent.startsWith(head))?.click();

function choose(figure: HTMLElement, legend: string, value: string): void {
  const group = [...figure.querySelectorAll("fieldset")].find((each) => each.textContent.startsWith(legend));
  const radio = group?.querySelector<HTMLInputElement>(`input[value="${value}"]`);
  if (!radio) throw new Error(`${legend} has no ${value}`);
  radio.checked = true;
  radio.dispatchEvent(new Event("input", { bubbles: true }));
}

describe("paperTable", () => {
  it("sorts by the head that is pressed, upwards, downwards and back, and says so", () => {
    const figure = paperTable("residual-2");
    const published = ["plain-18", "ResNet-18", "plain-34", "ResNet-34"];
    const upwards = ["ResNet-34", "ResNet-18", "plain-18", "plain-34"];
    expect(namesIn(figure)).toEqual(published);
    press(figure, "Top-1");
    expect(namesIn(figure)).toEqual(upwards);
    expect(figure.querySelector("[aria-sort=ascending]")?.textContent).toMatch(/^Top-1/);
    expect(figure.querySelector("[role=status]")?.textContent).toBe(
      "Top-1 error (%), lowest first: ResNet-34 25.03 · ResNet-18 27.88 · plain-18 27.94 · plain-34 28.54",
    );
    press(figure, "Top-1");
    expect(namesIn(figure)).toEqual(upwards.toReversed());
    press(figure, "Top-1");
    expect(namesIn(figure)).toEqual(published);
    expect(figure.querySelector("[aria-sort=ascending], [aria-sort=descending]")).toBeNull();
  });

  it("plots the column that it is sorted by; rows without a number stand last either way", () => {
    const figure = paperTable("residual-6");
    const label = () => figure.querySelector(".chart-plot")?.getAttribute("aria-label") ?? "";
    expect(label()).toMatch(/^Test error \(%\), in the paper's order: Maxout 9.38/);
    press(figure, "Counted");
    press(figure, "Counted");
    expect(label()).toMatch(/^Counted parameters .* highest first: ResNet-1202 19,421,274 · .* Highway-32 –$/);
    expect(figure.querySelectorAll("svg [aria-label], svg circle").length).toBeGreaterThan(5);
  });

  it("prints words for what has no number, and remarks below the table", () => {
    const figure = paperTable("identity-1");
    expect(figure.querySelector("tbody tr:nth-child(2) td")?.textContent).toBe("fail1");
    expect(figure.querySelector(".paper-sources")?.textContent).toContain("1 a test error above 20 %.");
    expect(paperTable("residual-6").textContent).toContain("6.43 (6.61 ± 0.16)");
  });

  it("shows the rows that are chosen, alone or together, and says where there are none", () => {
    const figure = paperTable("imagenet-results", { only: { set: "test" } });
    expect(namesIn(figure)).toHaveLength(7);
    choose(figure, "Models", "ensemble");
    expect(namesIn(figure)).toHaveLength(6);
    expect(figure.querySelector(".paper-grid tbody tr:last-child")?.textContent).toMatch(
      /^ResNet.*3\.57.*ensembletestTable 5$/,
    );
    choose(figure, "Crops", "10");
    expect(namesIn(figure)).toEqual([]);
    expect(figure.querySelector("[role=status]")?.textContent).toBe("No result in this list was come by in this way.");
    for (const legend of ["Models", "Set"]) choose(figure, legend, "");
    expect(namesIn(figure)).toContain("ResNet-34 C");
    expect(namesIn(figure)).toHaveLength(10);
  });

  it("plots against what nets cost: one line for each way that results were come by", () => {
    const figure = paperTable("imagenet-results", { against: true, only: { crops: "1" } });
    const texts = () => [...figure.querySelectorAll("svg text")].map(({ textContent }) => textContent);
    expect(texts()).toEqual(expect.arrayContaining(["authors' page", "torchvision V1", "torchvision V2", "152"]));
    expect(figure.querySelectorAll("svg circle")).toHaveLength(17);
    choose(figure, "Plot", "rows");
    expect(texts()).not.toContain("torchvision V1");
    // The cost itself is sorted by, and not plotted against itself
    choose(figure, "Plot", "cost");
    press(figure, "Multiply-adds");
    expect(texts()).toContain("Top-1 error, %");
    choose(figure, "Models", "ensemble");
    choose(figure, "Crops", "");
    expect(texts()).toEqual(["Of none of these both numbers are known."]);
  });

  it("marks what was reported and what was counted", () => {
    const items = (id: "residual-3" | "torchvision") =>
      Array.from(paperTable(id).querySelectorAll(".paper-sources li"), ({ textContent }) => textContent);
    expect(items("residual-3")[0]).toBe("a reported: He et al. 2015 (1512.03385), Table 3.");
    expect(items("residual-3")[1]).toMatch(/^b counted here/);
    expect(items("torchvision")[0]).toMatch(/^a reported: torchvision 0.14/);
  });

  it("refuses rows that are not there, and costs that nobody knows", () => {
    expect(() => paperTable("imagenet-results", { only: { set: "train" } })).toThrow(
      'paperTable: imagenet-results has no set "train". There are validation, test.',
    );
    expect(() => paperTable("imagenet-results", { only: { sets: "test" } })).toThrow(
      "There are crops, models, set, from.",
    );
    expect(() => paperTable("residual-2", { only: { set: "test" } })).toThrow("Leave only out.");
    expect(() => paperTable("identity-1", { against: true })).toThrow(/^paperTable: identity-1 does not say/);
  });

  it("can begin with another column, and refuses one that is not there", () => {
    const figure = paperTable("residual-6", { shows: "millions" });
    expect(figure.querySelector(".chart-plot")?.getAttribute("aria-label")).toMatch(/^Parameters, in millions/);
    expect(() => paperTable("residual-2", { shows: "top5" })).toThrow(
      'paperTable: residual-2 has no column "top5". Did you mean "top1"? Its columns are top1, depth, parameters.',
    );
    expect(() => paperTable("residual-22" as never)).toThrow(/^paperTable: id must be one of .*Try "residual-2"/);
  });
});
