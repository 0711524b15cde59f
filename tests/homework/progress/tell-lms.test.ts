// @vitest-environment jsdom
import { expect, it, vi } from "vitest";
import type { AssignmentSession } from "../../../src/components/assignment/assignment-session.ts";
import { tellLms } from "../../../src/components/assignment/tell-lms.ts";

/** As much of a session as is asked: two exercises, one of them a question. */
function sessionOf(states: string[]) {
  let changed = (): void => undefined;
  const session = {
    manifest: { assignment: "week-1", version: 3, exercises: [{}, {}] },
    get answered() {
      return states.map((state) => ({ state }));
    },
    follow: (listener: () => void) => {
      changed = listener;
      listener();
    },
  };
  return { session: session as unknown as AssignmentSession, change: () => changed() };
}

it("the LMS that the link names is told how many exercises pass, each number once, and the student that it is", () => {
  const states = ["begun", "not begun"];
  const { session, change } = sessionOf(states);
  expect(tellLms(session)).toBeNull();
  history.replaceState(null, "", "?assignment=/a.json&lms=https://lms.example.org");
  const postMessage = vi.fn();
  Object.defineProperty(window, "opener", { value: { postMessage } });
  expect(tellLms(session)?.textContent).toContain("lms.example.org opened this page");
  change();
  states.splice(0, 2, "visible checks passed", "answered");
  change();
  const message = { type: "residual-course-progress", assignment: "week-1", version: 3, of: 2 };
  expect(postMessage.mock.calls).toEqual([
    [{ ...message, passed: 0 }, "https://lms.example.org"],
    [{ ...message, passed: 2 }, "https://lms.example.org"],
  ]);
});
