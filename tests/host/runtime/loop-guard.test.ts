import { expect, test } from "vitest";
import { createLoopGuard } from "../../../src/host/runtime/loop-guard.ts";

/** A guard whose clock and page turns the test drives. */
function createGuard() {
  const clock = { nowMs: 0, turn: () => {} };
  const guard = createLoopGuard({
    limitMs: 5000,
    nowMs: () => clock.nowMs,
    onTurn: (callback) => (clock.turn = callback),
  });
  return { clock, guard };
}

function loop(guard: () => void, turns: number, pass: () => void = () => {}): void {
  for (let turn = 0; turn < turns; ++turn) {
    guard();
    pass();
  }
}

test("short turns are let through until five seconds are over", () => {
  const { clock, guard } = createGuard();
  const pass = () => void (clock.nowMs += 0.001);
  expect(() => loop(guard, 4_900_000, pass)).not.toThrow();
  expect(() => loop(guard, 200_000, pass)).toThrow(/this code ran for 5 seconds .*\/\* long \*\//);
});

test("long turns are noticed too", () => {
  const { clock, guard } = createGuard();
  expect(() => loop(guard, 12, () => void (clock.nowMs += 500))).toThrow("5 seconds");
});

test("turns that become long are noticed", () => {
  const { clock, guard } = createGuard();
  loop(guard, 3_000_000, () => void (clock.nowMs += 0.0001));
  expect(() => loop(guard, 6000, () => void (clock.nowMs += 10))).toThrow("5 seconds");
});

test("the clock starts anew when the page has had a turn", () => {
  const { clock, guard } = createGuard();
  for (let task = 0; task < 10; ++task) {
    loop(guard, 40, () => void (clock.nowMs += 100));
    clock.turn();
  }
});

test("what is caught within an outer loop is thrown again there", () => {
  const { clock, guard } = createGuard();
  const stubborn = () => {
    for (let turn = 0; turn < 100; ++turn) {
      guard();
      try {
        loop(guard, 1000, () => void (clock.nowMs += 100));
      } catch {
        // Swallowed, as a reader's code might.
      }
    }
  };
  expect(stubborn).toThrow("5 seconds");
  clock.turn();
  expect(() => loop(guard, 10)).not.toThrow();
});
