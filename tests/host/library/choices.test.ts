// @vitest-environment jsdom
import { expect, it } from "vitest";
import { choices } from "../../../src/host/library/choices.ts";

it("is null until an answer is chosen, then its key, and says so as other inputs do", () => {
  const control = choices("Which?", { a: "this", b: "that" });
  document.body.append(control);
  let heard = 0;
  control.addEventListener("input", () => heard++);
  expect(control.value).toBeNull();
  control.querySelectorAll("input")[1]?.click();
  expect(control.value).toBe("b");
  expect(heard).toBe(1);
  control.value = "a";
  expect(control.querySelectorAll("input")[0]?.checked).toBe(true);
});

it("names its answers, and keeps those of two questions apart", () => {
  const [first, second] = [choices("One?", { a: "x" }), choices("Two?", { a: "y" })];
  expect(first.querySelector("legend")?.textContent).toBe("One?");
  expect(first.querySelector("input")?.name).not.toBe(second.querySelector("input")?.name);
});
