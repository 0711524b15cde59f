// @vitest-environment jsdom
import { describe, expect, it, vi } from "vitest";
import * as joins from "../../src/models/joins.ts";
import * as layers from "../../src/models/layers.ts";
import * as nonlinearities from "../../src/models/nonlinearities.ts";
import * as pooling from "../../src/models/pooling.ts";
import { stagedNet } from "../../src/models/staged-net.ts";
import { totalsOf } from "../../src/models/summary.ts";
import type { Wiring } from "../../src/models/wiring.ts";
import { wireBlock } from "../../src/widgets/wire-block.ts";
import { wiredValue, type WiredBlock } from "../../src/widgets/wired-value.ts";

type Figure = ReturnType<typeof wireBlock>;

function choose(figure: Figure, legend: string, value: string): void {
  const group = [...figure.querySelectorAll("fieldset")].find((each) => each.textContent.startsWith(legend));
  const radio = group?.querySelector<HTMLInputElement>(`input[value="${value}"]`);
  if (!radio) throw new Error(`${legend} has no ${value}`);
  radio.checked = true;
  radio.dispatchEvent(new Event("input", { bubbles: true }));
}

describe("wireBlock", () => {
  it("follows each choice once, and says what comes of it", () => {
    const figure = wireBlock();
    const heard = vi.fn();
    figure.addEventListener("input", heard);
    expect(figure.value).toMatchObject({ equation: "y = ReLU(F(x))", problem: null, gradient: { shortcut: 0 } });
    choose(figure, "Shortcut", "identity");
    expect(heard).toHaveBeenCalledTimes(1);
    expect(figure.value).toMatchObject({
      equation: "y = ReLU(F(x) + x)",
      shapes: { y: [56, 56, 64] },
      parameters: { branch: 73_984, shortcut: 0 },
      gradient: { equation: "∂L/∂x = m + J_F⊤m" },
    });
    expect(figure.querySelector("[role=status]")?.textContent).toBe(
      "A block with an identity, and its ReLU after the addition: y = ReLU(F(x) + x), from 56 × 56 × 64 to 56 × 56 × 64.",
    );
    choose(figure, "Stride", "2");
    expect(figure.value.problem).toMatch(/differ in height and width/);
    expect(figure.querySelector(".wiring-plus")?.textContent).toBe("≠");
    choose(figure, "Shortcut", "projection");
    expect(figure.value).toMatchObject({ problem: null, shapes: { y: [28, 28, 64] }, parameters: { shortcut: 4224 } });
    choose(figure, "ReLU", "before");
    expect(figure.value).toMatchObject({
      equation: "y = ReLU(F(x)) + Wₛx",
      gradient: { equation: "∂L/∂x = Wₛ⊤g + J_F⊤m" },
    });
    expect(figure.querySelector(".wiring-remark")?.textContent).toContain("7.84 % test error this way, and at 6.61 %");
  });

  it("takes back a wiring that was kept, as plain data, and nobody is told", () => {
    const figure = wireBlock({ input: [8, 8, 4] });
    const heard = vi.fn();
    figure.addEventListener("input", heard);
    const wiring: Wiring = { shortcut: "padding", relu: "after", filters: 8, stride: 2 };
    figure.value = JSON.parse(JSON.stringify({ wiring })) as WiredBlock;
    expect(figure.value).toMatchObject({ wiring, shapes: { y: [4, 4, 8] }, equation: "y = ReLU(F(x) + pad(x))" });
    expect(figure.querySelector<HTMLInputElement>("input[value=padding]")?.checked).toBe(true);
    expect(heard).not.toHaveBeenCalled();
  });
});

describe("what is taken along", () => {
  const wirings = (["none", "identity", "padding", "projection"] as const).flatMap((shortcut) =>
    (["after", "before"] as const).map((relu) => ({ shortcut, relu, filters: 64, stride: 1 })),
  );
  const small = { depth: 8, width: 4, inputShape: [8, 8, 3] } as const;
  const library = { ...layers, ...joins, ...nonlinearities, ...pooling };
  const names = Object.keys(library);

  it.each(wirings)("trains as a net, and its code builds the same: $shortcut, ReLU $relu", (wiring) => {
    const { block, code } = wiredValue([56, 56, 64], wiring);
    const net = stagedNet({ ...small, block });
    // What a reader would put into a cell
    const written = new Function(...names, `${code}; return block;`) as (...values: unknown[]) => WiredBlock["block"];
    const again = stagedNet({ ...small, block: written(...Object.values(library)) });
    expect(again.nodes.map(({ op, shape, inputs }) => ({ op, shape, inputs }))).toEqual(
      net.nodes.map(({ op, shape, inputs }) => ({ op, shape, inputs })),
    );
    expect(totalsOf(again)).toEqual(totalsOf(net));
  });

  it("is the same function for the same wiring", () => {
    const [first] = wirings as [Wiring];
    expect(wiredValue([56, 56, 64], first).block).toBe(wiredValue([56, 56, 64], { ...first }).block);
  });

  it("refuses to become a net where the wiring does not fit", () => {
    const { block } = wiredValue([56, 56, 64], { shortcut: "identity", relu: "after", filters: 128, stride: 2 });
    expect(() => stagedNet({ ...small, block })).toThrow(
      /^wireBlock: The branch brings 28 × 28 × 128 .*Mend the wiring/,
    );
  });
});
