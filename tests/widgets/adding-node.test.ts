// @vitest-environment jsdom
import { describe, expect, it, vi } from "vitest";
import { addingNode, type AddingValue } from "../../src/widgets/adding-node.ts";

const inputs = (figure: HTMLElement) => [...figure.querySelectorAll<HTMLInputElement>("input")];
const stand = (figure: HTMLElement) => figure.querySelector("[role=status]")?.textContent;

function set(input: HTMLInputElement | undefined, value: number | boolean): void {
  if (input === undefined) throw new Error("There is no such control");
  if (typeof value === "boolean") input.checked = value;
  else input.value = String(value);
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

describe("addingNode", () => {
  it("copies what is pushed in to both ways, and tells its reader once for each change", () => {
    const figure = addingNode();
    const heard = vi.fn();
    figure.addEventListener("input", heard);
    const [gradient, x, branch, shortcut] = inputs(figure);
    set(gradient, -0.5);
    expect(figure.value).toMatchObject({ copyToBranch: -0.5, copyToShortcut: -0.5, throughBranch: 0.2, atX: -0.3 });
    set(branch, true);
    expect(figure.value).toMatchObject({ copyToBranch: 0, copyToShortcut: -0.5, atX: -0.5, y: 1.5 });
    expect(stand(figure)).toMatch(/^To the branch: nothing, it is broken; to the shortcut: −0.50. At x: 0 through F/);
    set(branch, false);
    set(shortcut, true);
    expect(figure.value).toMatchObject({ copyToBranch: -0.5, copyToShortcut: 0, throughBranch: 0.2, atX: 0.2 });
    set(x, -1);
    expect(figure.value).toMatchObject({ slope: 0, throughBranch: 0, atX: 0 });
    expect(heard).toHaveBeenCalledTimes(5);
    expect(figure.querySelectorAll(".adding-way.broken")).toHaveLength(1);
  });

  it("pushes step by step for who wants no motion", () => {
    vi.stubGlobal("matchMedia", () => ({ matches: true }));
    const figure = addingNode({ gradient: 1.3 });
    const push = () => figure.querySelector("button")?.click();
    const steps = Array.from({ length: 4 }, () => {
      push();
      return stand(figure)?.split(/[.;:] /)[0];
    });
    expect(steps).toEqual([
      "δ = 1.3 stands at y.",
      "δ = 1.3 has come to the addition, whose slope is 1 for each of its inputs.",
      "To the branch",
      "To the branch",
    ]);
    vi.unstubAllGlobals();
  });

  it("takes back what was kept", () => {
    const figure = addingNode();
    figure.value = { x: 0.5, gradient: 2, broken: { branch: true, shortcut: false } } as AddingValue;
    expect(figure.value).toMatchObject({ x: 0.5, y: 0.5, atX: 2 });
  });
});
