// @vitest-environment jsdom
import * as Inputs from "@observablehq/inputs";
import { expect, test } from "vitest";
import { openAnswerStore } from "../../../src/editor/answers-store.ts";
import { choices } from "../../../src/host/library/choices.ts";
import { inputEvent, readInput, writeInput } from "../../../src/host/runtime/input-value.ts";
import { KeptAnswers } from "../../../src/host/reader/kept-answers.ts";
import { createStorage } from "../../editor/memory-storage.ts";

const cell = { id: "c9-which", source: "const which = view(…);" };
const never = new Promise<void>(() => {});

function open(storage = createStorage()) {
  const renewed: string[] = [];
  const host = { changed: () => {}, renew: (id: string) => renewed.push(id) };
  const answers = new KeptAnswers([cell], openAnswerStore("x", storage), host);
  const follow = (input: Element, id = cell.id) => {
    document.body.append(input);
    answers.follow(id, new Map([["which", input]]), never);
  };
  return { answers, follow, renewed, storage };
}

const form = (animals: Readonly<Record<string, string>> = { cat: "a cat", dog: "a dog" }) =>
  Inputs.form({ animal: choices("Which?", animals), size: choices("How large?", { s: "small", l: "large" }) });

/** As a reader does: a radio button in the form is pressed. */
function choose(input: Element, key: string): void {
  const radio = input.querySelector<HTMLInputElement>(`input[value="${key}"]`);
  radio?.click();
}

test("an answer comes back in the inputs that the next run makes, and in the next page", () => {
  const { follow, storage } = open();
  const first = form();
  follow(first);
  choose(first, "dog");
  for (const next of [form(), form()]) {
    open(storage).follow(next);
    expect(readInput(next)).toEqual({ animal: "dog", size: null });
  }
});

test("the input's reader hears of a kept answer, those around it do not", () => {
  const { follow, storage } = open();
  const first = form();
  follow(first);
  choose(first, "cat");
  const next = form();
  const around = document.createElement("div");
  around.append(next);
  let heard = "";
  next.addEventListener("input", () => (heard += "own "));
  around.addEventListener("input", () => (heard += "around "));
  open(storage).follow(next);
  expect(heard).toBe("own ");
});

test("what an exercise no longer offers is dropped, and the rest of the form is kept", () => {
  const { follow, storage } = open();
  const first = form();
  follow(first);
  choose(first, "dog");
  choose(first, "l");
  const changed = form({ cat: "a cat", cow: "a cow" });
  open(storage).follow(changed);
  expect(readInput(changed)).toEqual({ animal: null, size: "l" });
  const other = choices("Which?", { cat: "a cat" });
  open(storage).follow(other);
  expect(other.value).toBeNull();
});

test("lists of questions, numbers and boxes to tick are answers too", () => {
  const native = (type: string) => Object.assign(document.createElement("input"), { type });
  const list = () => Inputs.form([choices("Which?", { cat: "a cat", dog: "a dog" }), native("text")]);
  const cases = [
    { make: list, answer: ["dog", "why"] },
    { make: () => native("range"), answer: 7 },
    { make: () => native("checkbox"), answer: true },
  ];
  for (const { make, answer } of cases) {
    const { follow, storage } = open();
    const first = make();
    follow(first);
    writeInput(first, answer);
    first.dispatchEvent(new Event(inputEvent(first)));
    const next = make();
    open(storage).follow(next);
    expect(readInput(next)).toEqual(answer);
  }
});

test("inputs of other cells are left alone, and so are values that JSON cannot hold", () => {
  const { answers, follow, storage } = open();
  const knob = form();
  follow(knob, "knobs");
  choose(knob, "dog");
  const date = Object.assign(document.createElement("div"), { value: new Date(0) });
  follow(date);
  date.dispatchEvent(new Event("input"));
  expect([storage.length, answers.all.size]).toEqual([0, 0]);
});

test("an answer that is taken back is nowhere, and the inputs are made anew", () => {
  const { answers, follow, renewed, storage } = open();
  const input = form();
  follow(input);
  choose(input, "dog");
  const given = answers.read(cell.id);
  expect(given?.baseHash).toMatch(/^[0-9a-f]{16}$/);
  answers.set(cell.id, null);
  expect([storage.length, renewed]).toEqual([0, [cell.id]]);
  answers.set(cell.id, given);
  expect(open(storage).answers.read(cell.id)).toEqual(given);
  answers.set("unknown", given);
  expect(storage.length).toBe(1);
});

test("two tabs that answer two questions of a form keep both answers; of the same one the later counts", () => {
  const storage = createStorage();
  const [here, there] = [open(storage), open(storage)];
  const [mine, theirs] = [form(), form()];
  here.follow(mine);
  there.follow(theirs);
  choose(mine, "dog");
  choose(theirs, "l");
  expect(there.answers.read(cell.id)?.values.get("which")).toEqual({ animal: "dog", size: "l" });
  expect(there.renewed).toEqual([cell.id]);
  choose(mine, "cat");
  expect(open(storage).answers.read(cell.id)?.values.get("which")).toEqual({ animal: "cat", size: "l" });
});

test("a tab hears what another one answered", () => {
  const storage = createStorage();
  const [here, there] = [open(storage), open(storage)];
  const input = form();
  here.follow(input);
  choose(input, "dog");
  there.follow(form());
  const event = new StorageEvent("storage", { key: `answer:x:${cell.id}` });
  Object.defineProperty(event, "storageArea", { value: storage });
  globalThis.dispatchEvent(event);
  expect(there.answers.read(cell.id)).toEqual(here.answers.read(cell.id));
  expect(there.renewed).toEqual([cell.id]);
});

test("without storage an answer lasts as long as the page, which is said", () => {
  const answers = new KeptAnswers([cell], openAnswerStore("x", null), { changed: () => {}, renew: () => {} });
  const follow = (input: Element) => {
    document.body.append(input);
    answers.follow(cell.id, new Map([["which", input]]), never);
  };
  const first = form();
  follow(first);
  choose(first, "dog");
  choose(first, "s");
  expect(answers.unsaved(cell.id)).toContain("does not keep your answer");
  const next = form();
  follow(next);
  expect(readInput(next)).toEqual({ animal: "dog", size: "s" });
});

test("what is no answer is ignored", () => {
  for (const text of ["{", "null", '{"values": 3, "baseHash": ""}', '{"values": [["which"]], "baseHash": "a"}', "[]"])
    expect(open(createStorage({ getItem: () => text })).answers.all.size).toBe(0);
});
