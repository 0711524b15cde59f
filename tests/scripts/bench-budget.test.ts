import { expect, it } from "vitest";
import { foretell, leastMs, stepsOfTurn } from "../../scripts/bench/budget.ts";

const small = { nodes: 30, multiplyAdds: 1e6, firstStepMs: 6000, stepMs: 1000 };
const wide = { nodes: 30, multiplyAdds: 4e6, firstStepMs: 7000, stepMs: 1500 };

it("foretells by whichever grows more, arithmetic or operations", () => {
  expect(foretell([small], { nodes: 90, multiplyAdds: 2e6 })).toEqual({ firstStepMs: 18_000, stepMs: 3000 });
  expect(foretell([small], { nodes: 30, multiplyAdds: 4e6 })).toEqual({ firstStepMs: 24_000, stepMs: 4000 });
});

it("trusts the net that foretells least: each is an upper bound", () => {
  expect(foretell([small, wide], { nodes: 60, multiplyAdds: 8e6 })).toEqual({ firstStepMs: 14_000, stepMs: 3000 });
});

it("foretells nothing of an engine that has not run yet", () => {
  expect(foretell([], small)).toBeNull();
});

it("asks for three steps at least", () => {
  expect(leastMs({ firstStepMs: 6000, stepMs: 1000 })).toBe(8000);
});

it("takes more steps in a turn where they are short", () => {
  expect(stepsOfTurn(5000)).toBe(1);
  expect(stepsOfTurn(200)).toBe(10);
  expect(stepsOfTurn(1)).toBe(50);
});
