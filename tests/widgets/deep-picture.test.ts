// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import { plainMlp } from "../../src/models/mlp.ts";
import { preActivationNet } from "../../src/models/pre-activation-net.ts";
import { residualNet } from "../../src/models/residual-net.ts";
import { architecture } from "../../src/models/architecture.ts";
import { dense, input } from "../../src/models/layers.ts";
import { totalsOf } from "../../src/models/summary.ts";
import { deepPicture } from "../../src/widgets/deep-picture.ts";
import { listDeepStops } from "../../src/widgets/deep-units.ts";

const deepest = preActivationNet({ depth: 1001, block: "bottleneck", width: 16, inputShape: [32, 32, 3] });
const said = (figure: HTMLElement) => figure.querySelector("[role=status]")?.textContent ?? "";

function slide(figure: HTMLElement, at: number): void {
  const slider = figure.querySelector<HTMLInputElement>("input[type=range]");
  if (!slider) throw new Error("There is no slider");
  slider.value = String(at);
  slider.dispatchEvent(new Event("input", { bubbles: true }));
}

describe("the stops of a deep net", () => {
  it("count layers, parameters and multiply-adds up to the net's own: 1,001 layers", () => {
    const stops = listDeepStops(deepest);
    expect(stops).toHaveLength(1 + 333 + 1);
    expect(stops[0]).toMatchObject({ name: "Stem", unit: 0, layers: [1, 1], kernels: [3] });
    expect(stops[118]).toMatchObject({ name: "Unit 118", unit: 118, layers: [353, 355], kernels: [1, 3, 1] });
    expect(stops[118]?.label).toEqual({ stage: 2, index: 7 });
    const { parameters, multiplyAdds } = totalsOf(deepest);
    expect(parameters).toBe(10_327_706);
    expect(stops.at(-1)).toMatchObject({ name: "Head", unit: 333, layers: [1001, 1001], parameters, multiplyAdds });
  });

  it("have two layers in a basic unit, and the first of a stage is one like the others", () => {
    const stops = listDeepStops(residualNet({ depth: 20 }));
    expect(stops.slice(1, -1).map(({ layers: [first, last] }) => last - first)).toEqual(Array(9).fill(1));
    expect(stops[4]).toMatchObject({ layers: [8, 9], kernels: [3, 3], label: { stage: 2, index: 1 } });
  });
});

describe("deepPicture", () => {
  it("says where one is and what has come together so far", () => {
    const figure = deepPicture(deepest);
    expect(said(figure)).toMatch(/^Stem: layer 1 of 1,001; 32 × 32 × 16 comes out\..*Nothing has been added yet\.$/);
    slide(figure, 118);
    expect(said(figure)).toContain("Unit 118 of 333, in stage 2: layers 353 to 355 of 1,001; 16 × 16 × 128 comes out.");
    expect(said(figure)).toContain(
      "x is a sum of 119 terms: what the stem put out, and 118 branches. Where the shape changed (in 2 of the units)",
    );
    const drawn = figure.querySelector(".trace-block")?.getAttribute("aria-label");
    expect(drawn).toMatch(/^Unit 118: BN · ReLU, 1×1 conv, 32, BN · ReLU, 3×3 conv, 32, BN · ReLU, 1×1 conv, 128, \+$/);
    slide(figure, 334);
    expect(said(figure)).toContain("10,327,706 of 10,327,706 parameters (100 %)");
    const [, on] = figure.querySelectorAll("button");
    expect(on?.disabled).toBe(true);
  });

  it("says that sums are clipped where something stands behind each addition", () => {
    const figure = deepPicture(residualNet({ depth: 20 }), { unit: 3 });
    const clipped = "branches have been added; what stands behind each addition acts on the whole sum.";
    expect(said(figure)).toContain(`3 ${clipped}`);
    slide(figure, 10);
    expect(said(figure)).toMatch(/^Head/);
    expect(said(figure)).toContain(`9 ${clipped}`);
  });

  it("shows the whole net, a stage, or the nearest units", () => {
    const figure = deepPicture(residualNet({ depth: 44 }), { unit: 9, zoom: "units" });
    const bars = () =>
      Array.from(figure.querySelectorAll(".deep-units"), (each) => each.getAttribute("d") ?? "")
        .join("")
        .split("H").length - 1;
    const titles = () => Array.from(figure.querySelectorAll(".deep-title"), ({ textContent }) => textContent);
    expect(bars()).toBe(9);
    const numbers = Array.from(figure.querySelectorAll(".deep-number"), ({ textContent }) => textContent);
    expect(numbers).toEqual(["5", "6", "7", "8", "9", "10", "11", "12", "13"]);
    const look = (zoom: string): void => {
      const radio = figure.querySelector<HTMLInputElement>(`input[value="${zoom}"]`);
      radio?.dispatchEvent(new Event("input", { bubbles: true }));
    };
    look("stage");
    expect(bars()).toBe(7);
    expect(titles()).toEqual(["Stage 2: 7 units, 16 × 16 × 32"]);
    look("net");
    expect(bars()).toBe(21);
    expect(titles()).toHaveLength(3);
  });

  it("refuses what has no units, and units that are not there", () => {
    const small = architecture(dense(input([2]), { units: 2 }), { name: "small" });
    expect(() => deepPicture(small)).toThrow(/^deepPicture: small has no labelled blocks\. Mark/);
    expect(() => deepPicture(residualNet({ depth: 20 }), { unit: 10 })).toThrow(
      "deepPicture: residual-20 has 9 units, got unit 10. Try unit: 9.",
    );
    expect(() => deepPicture(plainMlp({ depth: 4, width: 6 }))).not.toThrow();
  });
});
