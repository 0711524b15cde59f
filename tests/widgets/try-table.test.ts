// @vitest-environment jsdom
import { describe, expect, it, vi } from "vitest";
import { readInput, writeInput } from "../../src/host/runtime/input-value.ts";
import { tryTable } from "../../src/widgets/try-table.ts";

const rules = { best: "test accuracy", limits: { parameters: 60000, seconds: 60 } };
const small = { layers: 14, parameters: 44106, seconds: 21.5, "test accuracy": 0.84 };
const large = { layers: 20, parameters: 68000, seconds: 30, "test accuracy": 0.9 };

const press = (figure: HTMLElement, words: string) =>
  [...figure.querySelectorAll("button")].find(({ textContent }) => textContent === words)?.click();
const lines = (figure: HTMLElement) =>
  [...figure.querySelectorAll("tbody tr")].map((line) => [...line.children].map(({ textContent }) => textContent));
const status = (figure: HTMLElement) => figure.querySelector("[role=status]")?.textContent;

describe("tryTable", () => {
  it("keeps a try once, and says which is the best", () => {
    const figure = tryTable(small, rules);
    const heard = vi.fn();
    figure.addEventListener("input", heard);
    expect(status(figure)).toBe("No try has been kept yet.");
    press(figure, "Keep this try");
    press(figure, "Keep this try");
    expect(heard).toHaveBeenCalledTimes(1);
    expect(figure.value).toEqual({ tries: [small], best: small });
    expect(lines(figure)).toEqual([["1", "14", "44,106", "21.5", "0.840", "yes, the best"]]);
    expect(status(figure)).toBe("One try kept; your best: test accuracy 0.840.");
  });

  it("shows a try beyond a limit, and does not count it", () => {
    const figure = tryTable(large, rules);
    figure.value = { tries: [small], best: null };
    expect(status(figure)).toContain("This one would not count: parameters beyond the limit.");
    press(figure, "Keep this try");
    expect(figure.value.best).toEqual(small);
    expect(lines(figure).map((line) => line.at(-1))).toEqual(["no: parameters", "yes, the best"]);
    press(figure, "Forget all tries");
    expect(figure.value).toEqual({ tries: [], best: null });
    expect(lines(figure)).toEqual([]);
  });

  it("takes back what an earlier visit kept, and nothing else", () => {
    const figure = tryTable(small, rules);
    press(figure, "Keep this try");
    const next = tryTable({ ...small, "test accuracy": null }, rules);
    writeInput(next, JSON.parse(JSON.stringify(readInput(figure))));
    press(next, "Keep this try");
    expect(next.value.best).toEqual(small);
    expect(lines(next).map((line) => [line[4], line.at(-1)])).toEqual([
      ["0.840", "yes, the best"],
      ["–", "yes"],
    ]);
    writeInput(next, { tries: [{ layers: [1] }, "junk", small] });
    expect(next.value.tries).toEqual([small]);
  });

  it("refuses to order by what is not in the row", () => {
    expect(() => tryTable(small, { best: "accuracy" })).toThrow(
      "tryTable: nothing in the row is called “accuracy”. Name one of: layers, parameters, seconds, test accuracy.",
    );
    expect(() => tryTable(small, { best: "test accuracy", limits: { memory: 1 } })).toThrow("called “memory”");
  });
});
