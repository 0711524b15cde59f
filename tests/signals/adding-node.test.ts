import { describe, expect, it } from "vitest";
import { passNode } from "../../src/signals/adding-node.ts";

const whole = { branch: false, shortcut: false };
const ways = [
  whole,
  { branch: true, shortcut: false },
  { branch: false, shortcut: true },
  { branch: true, shortcut: true },
];

describe.each(ways)("branch broken: $branch, shortcut broken: $shortcut", (broken) => {
  it("sends back what finite differences give", () => {
    for (const x of [-1.2, 0.4, 1.7]) {
      for (const weights of [
        [0.8, -0.5],
        [-1.1, 0.6],
      ] as const) {
        const node = { x, weights, gradient: 0.7, broken };
        const yAt = (at: number) => passNode({ ...node, x: at }).y;
        const numeric = (0.7 * (yAt(x + 1e-6) - yAt(x - 1e-6))) / 2e-6;
        expect(passNode(node).atX).toBeCloseTo(numeric, 8);
      }
    }
  });
});

it("copies the gradient to both ways; breaking one leaves the other's as it was", () => {
  const node = { x: 1.5, weights: [0.8, -0.5], gradient: 1.3, broken: whole } as const;
  expect(passNode(node)).toMatchObject({ copyToBranch: 1.3, copyToShortcut: 1.3, slope: -0.4 });
  expect(passNode({ ...node, broken: { branch: true, shortcut: false } })).toMatchObject({
    copyToBranch: 0,
    copyToShortcut: 1.3,
    atX: 1.3,
  });
  const { copyToBranch, throughBranch, atX } = passNode({ ...node, broken: { branch: false, shortcut: true } });
  expect([copyToBranch, throughBranch]).toEqual([1.3, atX]);
});
