import { javascript } from "@codemirror/lang-javascript";
import { EditorState } from "@codemirror/state";
import { expect, test } from "vitest";
import { findCall } from "../../src/editor/find-call.ts";

/** The call around the bar in a text. */
function at(text: string) {
  const pos = text.indexOf("|");
  const doc = text.replace("|", "");
  return findCall(EditorState.create({ doc, extensions: [javascript()] }), pos);
}

test.each([
  ["plainNet(|)", "plainNet", 0],
  ["plainNet(|", "plainNet", 0],
  ["train(arms, |)", "train", 1],
  ["train(arms, {steps: 3}, |", "train", 2],
  ["Inputs.range([0, |1], {})", "Inputs.range", 0],
  ["view(Inputs.range([0, 1], {label: |}))", "Inputs.range", 1],
  ["new Foo(1, |)", "Foo", 1],
  ["f(g(1), | h(2))", "f", 1],
])("%s: the innermost call and its argument are found", (text, name, argument) => {
  expect(at(text)).toMatchObject({ name, argument });
});

test.each([
  "|plainNet()",
  "plainNet()|",
  "const a = 1;|",
  "f(() => { | })",
  "f((x) => x + |)",
  "f(function () { | })",
  "(|)",
])("%s: no call", (text) => {
  expect(at(text)).toBeNull();
});

test("within an object the names that stand there and the one at hand are known", () => {
  expect(at("train(a, {steps: 400, |})")?.object).toEqual({ present: ["steps"], property: null });
  expect(at("train(a, {steps: 400, se|})")?.object).toEqual({ present: ["steps"], property: null });
  expect(at("train(a, {\n  steps: 400,\n  |\n})")?.object).toEqual({ present: ["steps"], property: null });
  expect(at("train(a, {steps: 400, loss: |})")?.object).toMatchObject({ property: "loss" });
  expect(at('train(a, {loss: "cr|"})')?.object).toMatchObject({ property: "loss" });
  expect(at("train(a, {steps, data: shapes(|)})")).toMatchObject({ name: "shapes", object: null });
});

test("within an object within an object the outer one's name is at hand", () => {
  expect(at("train(a, {augment: {|}})")?.object).toEqual({ present: [], property: "augment" });
});
