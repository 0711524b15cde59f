// @vitest-environment jsdom
import { expect, it } from "vitest";
import { bind } from "../../../src/host/runtime/bind-inputs.ts";

function input(type: string, value = ""): HTMLInputElement {
  const element = document.createElement("input");
  element.type = type;
  element.value = value;
  return element;
}

function move(element: HTMLInputElement, value: string): void {
  element.value = value;
  element.dispatchEvent(new Event("input", { bubbles: true }));
}

it("a bound input shows the source's value, follows it, and moves it", () => {
  const source = input("range", "40");
  const target = bind(input("number"), source);
  expect(target.value).toBe("40");
  move(source, "50");
  expect(target.value).toBe("50");
  let heard = 0;
  source.addEventListener("input", () => heard++);
  move(target, "60");
  expect([source.value, heard]).toEqual(["60", 1]);
});

it("boxes are bound by whether they are checked, forms by their value", () => {
  const source = input("checkbox");
  source.checked = true;
  expect(bind(input("checkbox"), source).checked).toBe(true);
  const form = Object.assign(document.createElement("form"), { value: [1, 2] });
  expect(bind(Object.assign(document.createElement("form"), { value: [0] }), form).value).toBe(form.value);
});

it("a binding ends with invalidation", async () => {
  const source = input("text", "a");
  const target = bind(input("text"), source, Promise.resolve());
  await Promise.resolve();
  move(source, "b");
  expect(target.value).toBe("a");
});
