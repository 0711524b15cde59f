// @vitest-environment jsdom
import { describe, expect, it, vi } from "vitest";
import { residualNet } from "../../src/models/residual-net.ts";
import { slidBorder, type SlidBorder } from "../../src/widgets/border-units.ts";
import { slideBorder } from "../../src/widgets/slide-border.ts";

type Figure = ReturnType<typeof slideBorder>;

function choose(figure: Figure, value: string): void {
  const radio = figure.querySelector<HTMLInputElement>(`input[value="${value}"]`);
  if (!radio) throw new Error(value);
  radio.checked = true;
  radio.dispatchEvent(new Event("input", { bubbles: true }));
}

function slide(figure: Figure, border: number): void {
  const slider = figure.querySelector<HTMLInputElement>("input[type=range]");
  if (!slider) throw new Error("There is no slider");
  slider.value = String(border);
  slider.dispatchEvent(new Event("input", { bubbles: true }));
}

const settings = (["relu", "bn-relu"] as const).flatMap((activation) =>
  [false, true].flatMap((asymmetric) => [0, 1].map((border) => ({ activation, asymmetric, border }))),
);

describe("the units between borders", () => {
  it.each(settings)("are the net that their placement builds, in its order: %o", (each) => {
    const { units, placement } = slidBorder(each, 3);
    const words = { conv: "conv", batchNorm: "BN", relu: "ReLU", add: "+", globalAveragePool: "pool", dense: "dense" };
    // 6 layers in three units, with shortcuts of which nothing is computed
    const net = residualNet({ depth: 8, width: 2, inputShape: [8, 8, 3], placement });
    const built = net.nodes.flatMap(({ op }) => (op in words ? [words[op as keyof typeof words]] : []));
    expect(units.flatMap(({ operations }) => operations)).toEqual(built);
  });

  it("have their special cases at both ends when they are pre-activated", () => {
    const { units, name } = slidBorder({ activation: "bn-relu", asymmetric: true, border: 1 }, 2);
    expect(name).toBe("full pre-activation, Fig. 4(e)");
    const inside = ["conv", "BN", "ReLU", "conv", "+"];
    expect(units.map(({ operations }) => operations)).toEqual([
      ["conv", "BN", "ReLU"],
      inside,
      ["BN", "ReLU", ...inside],
      ["BN", "ReLU", "pool", "dense"],
    ]);
    expect(units.map(({ remark }) => remark !== "")).toEqual([false, true, false, true]);
  });
});

describe("slideBorder", () => {
  it("turns post-activation into pre-activation: first what f acts on, then where the border stands", () => {
    const figure = slideBorder();
    const heard = vi.fn();
    figure.addEventListener("input", heard);
    expect(figure.value).toMatchObject({ name: "BN after addition, Fig. 4(b)", equation: "x′ = f(x + F(x))" });
    choose(figure, "branch");
    expect(figure.value).toMatchObject({ placement: "full-pre-activation", equation: "x′ = x + F(f(x))" });
    expect(figure.value.name).toContain("not yet a unit");
    expect(figure.querySelector(".border-crossing")?.textContent).toContain("Two wires cross");
    slide(figure, 0.5);
    expect(figure.value.name).toContain("cuts through");
    slide(figure, 1);
    expect(figure.value).toMatchObject({ border: 1, name: "full pre-activation, Fig. 4(e)" });
    choose(figure, "relu");
    expect(figure.value).toMatchObject({ placement: "relu-only-pre-activation" });
    choose(figure, "both");
    expect(figure.value).toMatchObject({ placement: "original", name: "not in the paper" });
    expect(heard).toHaveBeenCalledTimes(5);
    expect(figure.querySelector("[role=status]")?.textContent).toMatch(/act on both ways; borders stand before them/);
  });

  it("takes back what was kept, and nobody is told", () => {
    const figure = slideBorder({ layers: 4 });
    const heard = vi.fn();
    figure.addEventListener("input", heard);
    figure.value = JSON.parse(JSON.stringify({ asymmetric: true, border: 1 })) as SlidBorder;
    expect(figure.value).toMatchObject({ activation: "bn-relu", name: "full pre-activation, Fig. 4(e)" });
    expect(figure.value.units).toHaveLength(4);
    expect(heard).not.toHaveBeenCalled();
  });

  it("refuses layers that make no whole units", () => {
    expect(() => slideBorder({ layers: 5 })).toThrow(
      "slideBorder: 5 layers make no whole units of two. Try layers: 4.",
    );
  });
});
