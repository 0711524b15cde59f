// @vitest-environment jsdom
import { describe, expect, it, vi } from "vitest";
import { placesOf } from "../../src/models/placed-unit.ts";
import { placementNames } from "../../src/models/placements.ts";
import { residualNet } from "../../src/models/residual-net.ts";
import { stagedNet } from "../../src/models/staged-net.ts";
import { placeUnits } from "../../src/widgets/place-units.ts";
import { orderOf, placesIn, readUnit, type Part, type PlacedUnit } from "../../src/widgets/placed-value.ts";

type Figure = ReturnType<typeof placeUnits>;

const counted = { depth: 8, width: 4 };
const small = { depth: 8, width: 2, inputShape: [8, 8, 3], classes: 4 } as const;
const chips = (figure: Figure) => [...figure.querySelectorAll<HTMLButtonElement>(".unit-chip")];
const shown = (figure: Figure) =>
  Array.from(figure.querySelectorAll(".unit-branch > *, .unit-stream > *"), ({ textContent }) => textContent).join(" ");

function press(chip: HTMLElement | undefined, key: string): void {
  chip?.focus();
  chip?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
}

describe("a unit as it is placed", () => {
  it.each(placementNames)("builds residualNet's net, node by node: %s", (placement) => {
    const { block, ending, placement: found } = readUnit(placesOf(placement), counted);
    expect(found).toBe(placement);
    expect(stagedNet({ ...small, block, ending }).nodes).toEqual(residualNet({ ...small, placement }).nodes);
  });

  it.each(placementNames)("reads the same places from its order: %s", (placement) => {
    const places = placesOf(placement);
    expect(placesIn(orderOf(places))).toEqual({ ...places });
  });

  it("is written as an equation, and named", () => {
    const unit = (order: string) => readUnit(placesIn(order.split(" ") as Part[]), counted);
    expect(unit("W BN ReLU W BN + ReLU")).toMatchObject({
      name: "original, Fig. 4(a)",
      equation: "x′ = ReLU(x + BN(W₂ ReLU(BN(W₁ x))))",
    });
    expect(unit("BN ReLU W BN ReLU W +")).toMatchObject({
      name: "full pre-activation, Fig. 4(e)",
      equation: "x′ = x + W₂ ReLU(BN(W₁ ReLU(BN(x))))",
    });
    const own = unit("ReLU BN W BN W + ReLU");
    expect(own).toMatchObject({ placement: null, name: "not in the paper" });
    expect(own.remarks.join(" ")).toMatch(/one linear map.*clips every sum.*ReLU and BN come once more/);
    expect(
      stagedNet({ ...small, block: own.block, ending: own.ending }).nodes.filter(({ op }) => op === "batchNorm"),
    ).toHaveLength(7);
  });

  it("costs as many parameters as the ledger says", () => {
    const of110 = (placement: (typeof placementNames)[number]) =>
      readUnit(placesOf(placement), { depth: 110, width: 16 }).parameters;
    // 2 · 9 · 16² and four numbers for each of 16 channels
    expect(of110("original")).toEqual({ unit: 4672, net: 1_727_962 });
    // The first unit has no BN of 16 channels before it, changes of width have a narrower one, the end has one of 64
    expect(of110("full-pre-activation").net).toBe(1_727_962 - 2 * 16 - 2 * (32 - 16) - 2 * (64 - 32) + 2 * 64);
  });
});

describe("placeUnits", () => {
  it("moves a chip with the arrow keys, past weight layers and the addition", () => {
    const figure = placeUnits({ depth: 8 });
    document.body.append(figure);
    const heard = vi.fn();
    figure.addEventListener("input", heard);
    expect(shown(figure)).toBe("W BN ReLU W BN + ReLU");
    const last = chips(figure).at(-1);
    press(last, "ArrowLeft");
    expect(shown(figure)).toBe("W BN ReLU W BN ReLU +");
    expect(figure.value).toMatchObject({ placement: "relu-before-addition" });
    expect(last?.getAttribute("aria-label")).toBe("ReLU, at the branch’s end");
    expect(document.activeElement).toBe(last);
    for (let times = 0; times < 9; times++) press(last, "ArrowLeft");
    expect(shown(figure)).toBe("ReLU W BN ReLU W BN +");
    expect(figure.value).toMatchObject({ placement: "relu-only-pre-activation" });
    // Nine presses, of which the last four found the beginning
    expect(heard).toHaveBeenCalledTimes(6);
    expect(figure.querySelector("[role=status]")?.textContent).toContain("ReLU-only pre-activation, Fig. 4(d)");
  });

  it("moves the chosen chip with buttons, and begins with any of the five", () => {
    const figure = placeUnits({ depth: 8 });
    const radio = figure.querySelector<HTMLInputElement>('input[value="full-pre-activation"]');
    if (radio) radio.checked = true;
    radio?.dispatchEvent(new Event("input", { bubbles: true }));
    expect(shown(figure)).toBe("BN ReLU W BN ReLU W +");
    expect(figure.textContent).toContain("Reported test error6.37 %");
    const [first] = chips(figure);
    first?.click();
    [...figure.querySelectorAll("button")].find(({ textContent }) => textContent === "Move it →")?.click();
    expect(shown(figure)).toBe("ReLU BN W BN ReLU W +");
    expect(figure.value.name).toBe("not in the paper");
    expect(figure.querySelectorAll("input:checked")).toHaveLength(0);
  });

  it("takes back what was kept, and nobody is told", () => {
    const figure = placeUnits({ depth: 8 });
    const heard = vi.fn();
    figure.addEventListener("input", heard);
    figure.value = JSON.parse(JSON.stringify({ places: placesOf("batch-norm-after-addition") })) as PlacedUnit;
    expect(shown(figure)).toBe("W BN ReLU W + BN ReLU");
    expect(figure.value.placement).toBe("batch-norm-after-addition");
    expect(heard).not.toHaveBeenCalled();
  });

  it("refuses depths that no such net has", () => {
    expect(() => placeUnits({ depth: 20 })).not.toThrow();
    expect(() => placeUnits({ depth: 21 })).toThrow("placeUnits: depth must be 6n + 2, got 21. Try 20.");
  });
});
