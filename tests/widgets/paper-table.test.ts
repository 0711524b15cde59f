// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import { paperTable } from "../../src/widgets/paper-table.ts";

const namesIn = (figure: HTMLElement) =>
  Array.from(figure.querySelectorAll("tbody th"), ({ textContent }) => textContent);
const press = (figure: HTMLElement, head: string) =>
  [...figure.querySelectorAll("button")].find(({ textContent }) => textContent.startsWith(head))?.click();

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

  it("can begin with another column, and refuses one that is not there", () => {
    const figure = paperTable("residual-6", { shows: "millions" });
    expect(figure.querySelector(".chart-plot")?.getAttribute("aria-label")).toMatch(/^Parameters, in millions/);
    expect(() => paperTable("residual-2", { shows: "top5" })).toThrow(
      'paperTable: residual-2 has no column "top5". Did you mean "top1"? Its columns are top1, depth, parameters.',
    );
    expect(() => paperTable("residual-22" as never)).toThrow(/^paperTable: id must be one of .*Try "residual-2"/);
  });
});
