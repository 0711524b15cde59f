import { expect, it } from "vitest";
import { cellSourceHash } from "../../../src/notebook/cell-hashes.ts";
import { emptyItem, textFor, withText } from "../../../src/homework/student/attempt.ts";
import { questionKey, sourceOfValues, stateOf } from "../../../src/homework/student/exercise-state.ts";
import { choiceExercise, codeExercise } from "./assigned.ts";

it("says how far an exercise is, and never that an answer is right", () => {
  const text = "const block = 1;";
  const passed = cellSourceHash(text);
  expect(stateOf(codeExercise, null, passed)).toBe("not begun");
  expect(stateOf(codeExercise, " \n", null)).toBe("not begun");
  expect(stateOf(codeExercise, text, null)).toBe("begun");
  expect(stateOf(codeExercise, text, passed)).toBe("visible checks passed");
  // What passed was another text.
  expect(stateOf(codeExercise, `${text} // changed`, passed)).toBe("begun");
  expect(stateOf(choiceExercise, "a", passed)).toBe("answered");
});

it("keeps the answers to all questions that were drawn: another id takes none away", () => {
  const [one, other] = choiceExercise.variants.map(questionKey);
  const item = withText(withText(emptyItem, one ?? "", "a"), other ?? "", "b");
  expect(one).not.toBe(other);
  expect([textFor(item, one ?? ""), textFor(item, other ?? ""), textFor(item, "")]).toEqual(["a", "b", ""]);
  expect(textFor(withText(item, one ?? "", ""), other ?? "")).toBe("b");
});

it("writes what inputs were answered as code that defines the same names", () => {
  const values = new Map<string, unknown>([
    ["wider", { filters: 32, why: 'a "quote"' }],
    ["other", 1],
  ]);
  expect(sourceOfValues(["wider", "stage"], values)).toBe('const wider = {"filters":32,"why":"a \\"quote\\""};\n');
  expect(sourceOfValues(["stage"], values)).toBeNull();
});
