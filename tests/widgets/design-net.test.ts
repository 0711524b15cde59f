// @vitest-environment jsdom
import { describe, expect, it, vi } from "vitest";
import { checkGraph } from "../../src/models/check-graph.ts";
import { imageNetResNet } from "../../src/models/image-net.ts";
import { countMultiplyAdds, summarizeStages } from "../../src/models/summary.ts";
import { designNet } from "../../src/widgets/design-net.ts";
import { readDesign, type DesignedNet } from "../../src/widgets/design-value.ts";
import { designPresets } from "../../src/models/design-presets.ts";

type Figure = ReturnType<typeof designNet>;

function fieldOf(figure: Figure, label: string): HTMLInputElement {
  const found = [...figure.querySelectorAll("label")].find(({ textContent }) => textContent === label);
  const input = found?.querySelector("input");
  if (!input) throw new Error(`There is no field ${label}`);
  return input;
}

function type(figure: Figure, label: string, value: string): void {
  const input = fieldOf(figure, label);
  input.value = value;
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

function choose(figure: Figure, legend: string, value: string): void {
  const group = [...figure.querySelectorAll("fieldset")].find((each) => each.textContent.startsWith(legend));
  const radio = group?.querySelector<HTMLInputElement>(`input[value="${value}"]`);
  if (!radio) throw new Error(`${legend} has no ${value}`);
  radio.checked = true;
  radio.dispatchEvent(new Event("input", { bubbles: true }));
}

const press = (figure: Figure, words: string) =>
  [...figure.querySelectorAll("button")].find(({ textContent }) => textContent === words)?.click();

/** The table of parts as it is printed. */
const printed = (figure: Figure) =>
  Array.from(figure.querySelectorAll(".design-parts tr"), (row) =>
    Array.from(row.children, ({ textContent }) => textContent),
  );

describe("designNet", () => {
  it("has an architecture as its value, and prints its counts by part, to the unit", () => {
    const figure = designNet();
    const known = imageNetResNet({ depth: 50 });
    checkGraph("test", figure.value);
    expect(figure.value).toMatchObject({ name: "ResNet-50", depth: 50, goal: null });
    const rows = printed(figure);
    expect(
      rows
        .slice(1, -1)
        .map(([part, , parameters, multiplyAdds, activations]) => [part, parameters, multiplyAdds, activations]),
    ).toEqual(
      summarizeStages(known).map(({ stage, parameters, multiplyAdds, activations }) => [
        stage,
        ...[parameters, multiplyAdds, activations].map((count) => count.toLocaleString("en-US")),
      ]),
    );
    expect(rows.at(-1)?.slice(2, 4)).toEqual(["25,557,032", countMultiplyAdds(known).toLocaleString("en-US")]);
  });

  it("counts memory as every activation of a batch, and each parameter three times, of four bytes", () => {
    const { totals, parts } = readDesign(designPresets["ResNet-20"], 128, null);
    expect(totals.memory).toBe(4 * (128 * totals.activations + 3 * 269_722));
    expect(parts.map(({ stage }) => stage)).toEqual(["Stem", "Stage 1", "Stage 2", "Stage 3", "Head"]);
  });

  it("follows fields, choices, presets and stages that come and go, and tells once of each", () => {
    const figure = designNet({ preset: "ResNet-34" });
    const heard = vi.fn();
    figure.addEventListener("input", heard);
    type(figure, "Blocks of stage 3", "8");
    expect(figure.value).toMatchObject({ name: "designed-38", depth: 38 });
    choose(figure, "Blocks", "bottleneck");
    choose(figure, "Stride in", "3x3");
    type(figure, "Blocks of stage 3", "6");
    expect(figure.value.name).toBe("ResNet-50 V1.5");
    expect((countMultiplyAdds(figure.value) / 1e9).toFixed(3)).toBe("4.089");
    press(figure, "Remove the last");
    expect(figure.value.design.stages).toHaveLength(3);
    press(figure, "Add a stage");
    expect(figure.value.design.stages.at(-1)).toEqual({ blocks: 6, filters: 512, stride: 2 });
    expect(heard).toHaveBeenCalledTimes(6);
    const select = figure.querySelector("select");
    if (select) select.value = "ResNet-20";
    select?.dispatchEvent(new Event("input", { bubbles: true }));
    expect(figure.value).toMatchObject({ name: "ResNet-20", depth: 20 });
    expect(fieldOf(figure, "Image, pixels a side").value).toBe("32");
  });

  it("keeps the last net that could be built, and says what is wrong", () => {
    const figure = designNet({ preset: "ResNet-20" });
    const heard = vi.fn();
    figure.addEventListener("input", heard);
    type(figure, "Filters of stage 2", "8");
    expect(figure.value.name).toBe("ResNet-20");
    expect(figure.querySelector(".design-problem")?.textContent).toMatch(
      /^This cannot be built\..*option A can only add channels/,
    );
    expect(heard).not.toHaveBeenCalled();
    type(figure, "Filters of stage 2", "");
    expect(fieldOf(figure, "Filters of stage 2").getAttribute("aria-invalid")).toBe("true");
    choose(figure, "Shortcuts", "B");
    expect(figure.querySelector(".design-problem")?.textContent).toBe("");
    expect(figure.value.design.stages[1]?.filters).toBe(8);
  });

  it("is a game: a budget is hit with the right blocks only", () => {
    const macs = countMultiplyAdds(imageNetResNet({ depth: 50 }));
    const figure = designNet({ preset: "ResNet-34", goal: { macs, block: "basic" } });
    const verdict = () => figure.querySelector(".design-verdict")?.textContent ?? "";
    expect(verdict()).toBe(
      "Budget with basic blocks: 3.858 billion multiply-adds, within 0.5 %. This net is 5.0 % below.",
    );
    choose(figure, "Blocks", "bottleneck");
    expect(figure.value.goal).toMatchObject({ share: 1, met: false });
    expect(verdict()).toContain("The cost is right, the blocks are others.");
    choose(figure, "Blocks", "basic");
    // One block more is 1.0 % too much; a little narrower it fits
    type(figure, "Blocks of stage 1", "4");
    expect(verdict()).toContain("This net is 1.0 % above.");
    type(figure, "Filters of stage 4", "504");
    expect(figure.value.goal?.met).toBe(true);
    expect(verdict()).toMatch(/^Hit: /);
  });

  it("takes back a design that was kept as plain data, and nobody is told", () => {
    const figure = designNet();
    const heard = vi.fn();
    figure.addEventListener("input", heard);
    const { design } = designNet({ preset: "ResNet-56", classes: 4 }).value;
    figure.value = JSON.parse(JSON.stringify({ design })) as DesignedNet;
    expect(figure.value).toMatchObject({ name: "designed-56", design });
    expect(figure.querySelector<HTMLSelectElement>("select")?.value).toBe("");
    expect(heard).not.toHaveBeenCalled();
  });

  it("begins with what it is given, and refuses what is no design", () => {
    const stages = [{ blocks: 2, filters: 24 }];
    expect(designNet({ preset: "ResNet-20", size: 16, stages }).value.nodes.at(-3)?.shape).toEqual([16, 16, 24]);
    expect(() => designNet({ preset: "ResNet-19" as never })).toThrow(/^designNet: preset must be one of/);
    expect(() => designNet({ stages: [] })).toThrow(/stages must have 1 to 5 entries/);
    expect(() => designNet({ goal: {} as never })).toThrow(/macs/);
  });
});
