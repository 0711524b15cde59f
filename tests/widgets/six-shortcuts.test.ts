// @vitest-environment jsdom
import { describe, expect, it, vi } from "vitest";
import type { Connection } from "../../src/models/connections.ts";
import { residualNet } from "../../src/models/residual-net.ts";
import { stagedNet } from "../../src/models/staged-net.ts";
import { multiplyShortcuts } from "../../src/widgets/shortcut-products.ts";
import { pickShortcuts, reportedOf, type PickedShortcut } from "../../src/widgets/picked-shortcut.ts";
import { sixShortcuts } from "../../src/widgets/six-shortcuts.ts";

type Figure = ReturnType<typeof sixShortcuts>;

const six: readonly Connection[] = [
  { kind: "identity" },
  { kind: "constant-scaling", shortcutScale: 0.5, branchScale: 0.5 },
  { kind: "exclusive-gating", bias: -6 },
  { kind: "shortcut-only-gating", bias: -6 },
  { kind: "convolution", initializer: "he-normal" },
  { kind: "dropout", rate: 0.5 },
];
const gate = (bias: number): Connection => ({ kind: "shortcut-only-gating", bias });
const times = <T>(count: number, each: T): T[] => Array.from({ length: count }, () => each);
const productOf = (connection: Connection) => multiplyShortcuts(times(54, connection), 1).sizes.at(-1) ?? NaN;

function control(figure: Figure, selector: string): HTMLInputElement {
  const found = figure.querySelector<HTMLInputElement>(selector);
  if (!found) throw new Error(selector);
  return found;
}

function choose(figure: Figure, value: string): void {
  const radio = control(figure, `input[value="${value}"]`);
  radio.checked = true;
  radio.dispatchEvent(new Event("input", { bubbles: true }));
}

function slide(figure: Figure, value: number): void {
  const slider = control(figure, "input[type=range]");
  slider.value = String(value);
  slider.dispatchEvent(new Event("input", { bubbles: true }));
}

describe("products of shortcuts", () => {
  it("are what one computes by hand", () => {
    expect(productOf({ kind: "identity" })).toBe(1);
    expect(productOf({ kind: "constant-scaling", shortcutScale: 0.9, branchScale: 1 })).toBeCloseTo(0.9 ** 54, 12);
    expect(productOf({ kind: "dropout", rate: 0.5 })).toBe(0.5 ** 54);
    expect(productOf(gate(0))).toBe(0.5 ** 54);
    // 1 − σ(−6) = 1 / (1 + e⁻⁶)
    expect(productOf(gate(-6))).toBeCloseTo((1 / (1 + Math.exp(-6))) ** 54, 12);
    expect(productOf({ kind: "exclusive-gating", bias: -6 })).toBe(productOf(gate(-6)));
    expect(productOf({ kind: "convolution", initializer: "identity" })).toBe(1);
  });

  it("of random projections keep the size roughly, and lose the direction", () => {
    const seeds = Array.from({ length: 40 }, (_, at) => multiplyShortcuts(times(54, six[4] as Connection), at));
    const one = Array.from({ length: 200 }, (_, at) => multiplyShortcuts([six[4] as Connection], at).sizes.at(-1) ?? 0);
    const squares = one.map((size) => size ** 2).reduce((sum, square) => sum + square / 200, 0);
    expect(squares).toBeGreaterThan(0.9);
    expect(squares).toBeLessThan(1.1);
    // The cosine of two random directions among 16 has a deviation of 1/4
    const cosines = seeds.map(({ direction }) => Math.abs(direction));
    expect(cosines.filter((cosine) => cosine < 0.5).length).toBeGreaterThan(30);
  });
});

describe("the block that is taken along", () => {
  const small = { depth: 8, width: 2, inputShape: [8, 8, 3], classes: 4 } as const;
  const bare = ({ nodes }: ReturnType<typeof residualNet>) => nodes;

  it.each(six)("builds residualNet's net: $kind", (connection) => {
    const { block, connection: own } = pickShortcuts(connection, times(3, connection));
    expect(bare(stagedNet({ ...small, block }))).toEqual(bare(residualNet({ ...small, connection: own })));
  });

  it("differs from block to block, at the same share of the depth", () => {
    const half = [...times(27, six[5]), ...times(27, six[2])] as Connection[];
    const { block, mixed } = pickShortcuts(six[0] as Connection, half);
    const net = stagedNet({ ...small, depth: 14, block });
    expect(mixed).toBe(true);
    expect(net.nodes.filter(({ op }) => op === "dropout")).toHaveLength(3);
    expect(net.nodes.filter(({ op }) => op === "sigmoid")).toHaveLength(3);
    expect(pickShortcuts(six[1] as Connection, [...half]).block).toBe(block);
  });
});

describe("what is reported", () => {
  it.each([
    [six[0], "6.61 %"],
    [six[1], "12.35 %"],
    [{ kind: "constant-scaling", shortcutScale: 0.5, branchScale: 1 }, "“fail”"],
    [{ kind: "constant-scaling", shortcutScale: 0.3, branchScale: 1 }, "no such setting"],
    [six[2], "8.70 %"],
    [{ kind: "exclusive-gating", bias: -3 }, "“fail”"],
    [{ kind: "exclusive-gating", bias: -7 }, "9.81 %"],
    [gate(0), "12.86 %"],
    [gate(-6), "6.91 %"],
    [gate(-3), "no such setting"],
    [six[4], "12.22 %"],
    [six[5], "“fail”"],
  ] as const)("%o: %s", (connection, words) => {
    expect(reportedOf(connection as Connection)).toContain(words);
  });
});

describe("sixShortcuts", () => {
  it("follows what is picked and set, in all blocks", () => {
    const figure = sixShortcuts();
    const heard = vi.fn();
    figure.addEventListener("input", heard);
    choose(figure, "shortcut-only-gating");
    expect(figure.value).toMatchObject({ name: "shortcut-only gate, b = −6", connection: gate(-6), mixed: false });
    slide(figure, 0);
    expect(figure.value).toMatchObject({ connection: gate(0), product: 0.5 ** 54 });
    expect(figure.querySelector("[role=status]")?.textContent).toBe(
      "shortcut-only gate, b = 0: behind 54 blocks a signal has 5.6 × 10⁻¹⁷ times its size.",
    );
    expect(figure.textContent).toContain("12.86 % test error");
    choose(figure, "convolution");
    expect(figure.querySelector("[role=status]")?.textContent).toMatch(/in another direction \(cosine −?0\.\d+\)/);
    expect(figure.textContent).toContain("matrix");
    expect(heard).toHaveBeenCalledTimes(3);
  });

  it("sets single blocks by a press or by arrow keys, and all of them again", () => {
    const figure = sixShortcuts({ blocks: 6 });
    const cells = [...figure.querySelectorAll<HTMLButtonElement>(".strip-cell")];
    document.body.append(figure);
    choose(figure, "dropout");
    choose(figure, "pressed");
    choose(figure, "identity");
    expect(figure.value.product).toBe(0.5 ** 6);
    cells[0]?.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));
    expect(document.activeElement).toBe(cells[1]);
    cells[1]?.click();
    expect(figure.value).toMatchObject({ mixed: true, name: "2 shortcuts, mixed", product: 0.5 ** 5 });
    expect(cells[1]?.getAttribute("aria-label")).toBe("Block 2: identity");
    choose(figure, "all");
    expect(figure.value).toMatchObject({ mixed: false, product: 1 });
  });

  it("draws the loss of what is picked over the others, where it was handed in", () => {
    const curves = [
      { connection: "identity", losses: [2, 1, 0.5] },
      { connection: "dropout", losses: [2.5, null as never, undefined as never, NaN] },
    ] as const;
    const figure = sixShortcuts({ curves, steps: 300 });
    const label = () => figure.querySelectorAll(".chart-plot")[1]?.getAttribute("aria-label");
    expect(label()).toBe("The net with identity ends at a loss of 0.500. Thin lines: the others.");
    expect(figure.querySelectorAll(".products-other")).toHaveLength(1);
    choose(figure, "dropout");
    expect(label()).toContain("diverges");
    choose(figure, "convolution");
    expect(label()).toContain("No training of 1×1 convolution");
  });

  it("takes back what was kept, and nobody is told", () => {
    const figure = sixShortcuts({ blocks: 4 });
    const heard = vi.fn();
    figure.addEventListener("input", heard);
    const connections = [six[0], six[5], six[5], six[0]] as Connection[];
    figure.value = JSON.parse(JSON.stringify(pickShortcuts(gate(-2), connections))) as PickedShortcut;
    expect(figure.value).toMatchObject({ connections, connection: gate(-2), product: 0.25 });
    expect(control(figure, 'input[value="pressed"]').checked).toBe(true);
    expect(heard).not.toHaveBeenCalled();
  });
});
