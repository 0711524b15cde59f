// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import { residualNet } from "../../src/models/residual-net.ts";
import { compareCosts } from "../../src/widgets/compare-costs.ts";
import { compareNet, shortCount, usualNets } from "../../src/widgets/compared-nets.ts";

const namesIn = (figure: HTMLElement) =>
  Array.from(figure.querySelectorAll(".costs-name"), ({ textContent }) => textContent);

function choose(figure: HTMLElement, legend: string, value: string): void {
  const group = [...figure.querySelectorAll("fieldset")].find((each) => each.textContent.startsWith(legend));
  const radio = group?.querySelector<HTMLInputElement>(`input[value="${value}"]`);
  if (!radio) throw new Error(`${legend} has no ${value}`);
  radio.checked = true;
  radio.dispatchEvent(new Event("input", { bubbles: true }));
}

const details = (figure: HTMLElement) =>
  Array.from(figure.querySelectorAll(".costs-details tr"), (row) =>
    Array.from(row.children, ({ textContent }) => textContent),
  );

describe("compareCosts", () => {
  it("compares the family with VGG and AlexNet, with the ledger's counts", () => {
    const counted = usualNets.map(compareNet);
    expect(counted.map(({ name, parameters }) => [name, parameters])).toEqual([
      // Krizhevsky et al.: two towers
      ["AlexNet", 60_965_224],
      ["VGG-16", 138_357_544],
      ["VGG-19", 143_667_240],
      ["ResNet-18", 11_689_512],
      ["ResNet-34", 21_797_672],
      ["ResNet-50", 25_557_032],
      ["ResNet-101", 44_549_160],
      ["ResNet-152", 60_192_808],
    ]);
    const billions = counted.slice(1).map(({ multiplyAdds }) => (multiplyAdds / 1e9).toFixed(3));
    expect(billions).toEqual(["15.470", "19.632", "1.814", "3.664", "3.858", "7.570", "11.282"]);
    expect(namesIn(compareCosts())).toEqual(usualNets);
  });

  it("orders the rows by each of three numbers, which do not agree", () => {
    const figure = compareCosts(["AlexNet", "VGG-16", "ResNet-50"]);
    choose(figure, "Order", "parameters");
    expect(namesIn(figure)).toEqual(["VGG-16", "AlexNet", "ResNet-50"]);
    choose(figure, "Order", "activations");
    expect(namesIn(figure)).toEqual(["ResNet-50", "VGG-16", "AlexNet"]);
    expect(figure.querySelector("figcaption strong")?.textContent).toBe(
      "Most parameters: VGG-16, 138 M; most multiply-adds: VGG-16, 15.5 G; most activations: ResNet-50, 36.1 M.",
    );
    choose(figure, "Order", "listed");
    expect(namesIn(figure)).toEqual(["AlexNet", "VGG-16", "ResNet-50"]);
  });

  it("looks into one net, to the unit, with the ledger's shares", () => {
    const figure = compareCosts();
    const select = figure.querySelector("select");
    if (select) select.value = "ResNet-34";
    select?.dispatchEvent(new Event("input", { bubbles: true }));
    const shares = details(figure)
      .slice(1, -2)
      .map((row) => row[5]);
    expect(shares).toEqual(["3.2 %", "19 %", "24 %", "36 %", "18 %"]);
    expect(details(figure).at(-1)).toEqual([
      "Whole net",
      "",
      "21,797,672",
      "100 %",
      "3,663,761,408",
      "100 %",
      "12,771,304",
      "100 %",
    ]);
    expect(figure.querySelector("[role=status]")?.textContent).toBe(
      "ResNet-34, 34 layers. The largest shares: of its parameters 60 % are in Stage 4, of its multiply-adds 36 % in Stage 3, of its activations 33 % in Stage 1.",
    );
  });

  it("draws every part of every net once for each number; as shares all bars are of one length", () => {
    const figure = compareCosts(["VGG-16", "ResNet-18"], { bars: "shares" });
    const bars = [...figure.querySelectorAll(".costs-part")];
    expect(bars).toHaveLength(3 * (6 + 6));
    const length = (from: number, to: number) =>
      bars.slice(from, to).reduce((sum, bar) => sum + Number(bar.getAttribute("width")), 0);
    expect(length(0, 6)).toBeCloseTo(length(6, 12), 6);
    choose(figure, "Bars", "scale");
    const again = [...figure.querySelectorAll(".costs-part")];
    const widths = again.slice(0, 12).map((bar) => Number(bar.getAttribute("width")));
    const [vgg = 0, resNet = 0] = [widths.slice(0, 6), widths.slice(6)].map((own) => own.reduce((a, b) => a + b, 0));
    expect(vgg / resNet).toBeCloseTo(138_357_544 / 11_689_512, 6);
  });

  it("takes nets that have no name in the list, and refuses what is neither", () => {
    const figure = compareCosts(["ResNet-18", residualNet({ depth: 8, width: 4 })]);
    expect(namesIn(figure)).toEqual(["ResNet-18", "residual-8"]);
    expect(() => compareCosts(["ResNet-19" as never])).toThrow(/nets\[0\] must be one of .*Try "ResNet-18"/);
    expect(() => compareCosts([])).toThrow(/nets must have 1 to 16 entries/);
    expect(shortCount(999_600)).toBe("1 M");
    expect([shortCount(3_857_973_248), shortCount(512_000)]).toEqual(["3.86 G", "512 k"]);
  });
});
