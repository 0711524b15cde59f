// @vitest-environment jsdom
import { beforeEach, expect, test } from "vitest";
import { wireExperiments } from "../../src/claims/experiment-guess.ts";
import { openGuesses, type GuessChange } from "../../src/claims/guesses.ts";
import { wireWithheld } from "../../src/claims/withheld.ts";
import { sampleClaim } from "../fixtures/sample-claim.ts";

beforeEach(() => {
  localStorage.clear();
  document.body.innerHTML = `
    <p id="before" data-after="E-D1">It lags behind.</p>
    <ul><li data-after="E-D1 E-D2">Both.</li><li>Neither.</li></ul>
    <p>It ends <inline-cell data-after="E-D1">0.9</inline-cell> higher.</p>
    <section class="experiment" data-claim="E-D1">
      <div class="experiment-figure"><notebook-cell></notebook-cell></div>
      <div class="experiment-side"><div class="experiment-outcome">Holds here</div></div>
    </section>
    <p data-after="E-D1" id="first">One.</p><p data-after="E-D1" id="second">Two.</p>`;
});

function find<E extends HTMLElement>(selector: string): E {
  const element = document.querySelector<E>(selector);
  if (element === null) throw new Error(`Nothing matches ${selector}.`);
  return element;
}

const open = () => openGuesses("degradation");
const number = { kind: "number", value: 0.27 } as const;
const wire = (guesses = open(), claim = sampleClaim, hasOutcome = true) => {
  wireExperiments(document, { claims: [claim], guesses, hasOutcome });
  wireWithheld(document, guesses, hasOutcome);
  return guesses;
};

test("a guess is kept for the next visit, chapter by chapter, and the first one stays", () => {
  const guesses = open();
  guesses.place("E-D1", number);
  guesses.place("E-D1", { kind: "choice", words: "far" });
  expect([guesses.read("E-D1"), open().read("E-D1")]).toEqual([number, number]);
  expect(openGuesses("residual-blocks").read("E-D1")).toBeNull();
});

test("everything can be shown once for all, which is remembered and leaves nothing to guess", () => {
  const guesses = open();
  const heard: (GuessChange | null)[] = [];
  const listening = new AbortController();
  guesses.onChange((change) => heard.push(change), { signal: listening.signal });
  guesses.place("E-D1", number);
  guesses.showAll();
  listening.abort();
  guesses.place("E-D2", number);
  expect(heard).toEqual([{ claimId: "E-D1", guess: number }, null]);
  expect([open().isAllShown, open().read("E-D1"), open().read("E-D2")]).toEqual([true, number, { kind: "shown" }]);
});

test("blocked or garbled storage costs the memory, not the guess; bets of old count as shown", () => {
  const blocked = openGuesses("degradation", null);
  blocked.place("E-D1", number);
  expect(blocked.read("E-D1")).toEqual(number);
  localStorage.setItem("bets:degradation", '{"E-D1": "no", "E-D2": "perhaps"}');
  localStorage.setItem("guesses:degradation", '{"placed": {"E-D3": {"kind": "number", "value": "x"}, "E-D4": 7}');
  expect(["E-D1", "E-D2"].map((id) => open().read(id))).toEqual([{ kind: "shown" }, null]);
  localStorage.setItem("guesses:degradation", '{"placed": {"E-D3": {"kind": "number", "value": "x"}, "E-D4": 7}}');
  expect(["E-D3", "E-D4"].map((id) => open().read(id))).toEqual([null, null]);
});

test("a box asks once: one press on an answer places the guess, shows the outcome and puts the focus there", () => {
  const guesses = wire();
  const box = find(".experiment");
  expect([...box.classList]).toEqual(["experiment", "unguessed"]);
  const choices = [...box.querySelectorAll<HTMLButtonElement>(".guess-choice")];
  expect(choices.map(({ textContent }) => textContent)).toEqual(["far", "near", "the other way round"]);
  choices[1]?.focus();
  choices[1]?.click();
  expect([...box.classList]).toEqual(["experiment", "guessed"]);
  expect(guesses.read("E-D1")).toEqual({ kind: "choice", words: "near" });
  expect([box.querySelector(".guess"), document.activeElement?.className]).toEqual([null, "experiment-outcome"]);
});

test("who looks without guessing, or has guessed before, is not asked", () => {
  wire();
  find(".guess-show").click();
  expect(open().read("E-D1")).toEqual({ kind: "shown" });
  wire();
  expect(document.querySelector(".guess")).toBeNull();
});

test("there is nothing to guess before an experiment that was never run", () => {
  wire(open(), sampleClaim, false);
  expect([...find(".experiment").classList]).toEqual(["experiment", "guessed"]);
  expect(document.querySelector(".comes-after")).toBeNull();
});

test("a number is set by a slider or typed, on the scale of the chart, and placed by Enter or the button", async () => {
  find(".experiment-figure").innerHTML =
    `<figure data-asks="plain-56" data-label-before="plain-4 ends at 0.01"><div class="chart-plot" aria-label="plain-56 ends at 0.9">` +
    `<svg viewBox="0 0 600 300" data-scale='{"type":"log","domain":[0.01,100],"start":1,"left":40,"right":500,"top":30,"bottom":260}'></svg></div></figure>`;
  const drawing = find(".experiment-figure svg");
  drawing.getBoundingClientRect = () => ({ ...new DOMRect(0, 0, 600, 300), width: 600, height: 300, left: 0, top: 0 });
  const guesses = wire(open(), { ...sampleClaim, guess: { kind: "number", arm: "plain-56", last: 10 } });
  await Promise.resolve();
  const [slider, typed] = [find<HTMLInputElement>("input[type=range]"), find<HTMLInputElement>("input[type=number]")];
  expect([slider.value, typed.value]).toEqual(["100", "1"]);
  expect(find(".chart-plot").getAttribute("aria-label")).toBe("plain-4 ends at 0.01");
  slider.value = "150";
  slider.dispatchEvent(new Event("input"));
  expect([typed.value, slider.getAttribute("aria-valuetext"), find(".guess-label").textContent]).toEqual([
    ...["10", "10", "your guess 10"],
  ]);
  typed.value = "0.1";
  typed.dispatchEvent(new Event("input"));
  expect(slider.value).toBe("50");
  find<HTMLFormElement>(".guess form").requestSubmit();
  expect(guesses.read("E-D1")).toEqual({ kind: "number", value: 0.1 });
  expect(find(".guess-layer").classList.contains("locked")).toBe(true);
  expect(find(".chart-plot").getAttribute("aria-label")).toBe("plain-56 ends at 0.9");
});

test("what gives an outcome away elsewhere waits for all of its guesses, inert, with one line for neighbours", () => {
  const guesses = wire();
  const notes = () => [...document.querySelectorAll(".comes-after")].map(({ textContent }) => textContent);
  expect(notes()).toEqual([
    "Comes after your guess at E-D1",
    "Comes after your guess at E-D1, E-D2",
    "after E-D1",
    "Comes after your guess at E-D1",
  ]);
  expect([find("#before").inert, find("#second").inert]).toEqual([true, true]);
  guesses.place("E-D1", number);
  expect(notes()).toEqual(["Comes after your guess at E-D2"]);
  expect([find("#before").inert, find("#before").className, find("li[data-after]").inert]).toEqual([
    ...[false, "told", true],
  ]);
  guesses.showAll();
  expect([notes(), find("li[data-after]").className]).toEqual([[], "told"]);
});
