// @vitest-environment jsdom
import { beforeEach, expect, test } from "vitest";
import { wireBetForms } from "../../src/claims/bet-form.ts";
import { openBets, type BetChange } from "../../src/claims/bets.ts";

beforeEach(() => {
  localStorage.clear();
  document.body.innerHTML = `
    <section class="claim" data-claim="E-D1">
      <fieldset class="claim-bet"><legend>Your bet</legend>
        <label><input type="radio" name="bet-E-D1" value="yes"> yes</label>
        <label><input type="radio" name="bet-E-D1" value="no"> no</label>
        <label><input type="radio" name="bet-E-D1" value="unsure"> unsure</label>
      </fieldset>
      <notebook-cell><div class="cell-output"><p>1.02</p></div></notebook-cell>
    </section>
    <notebook-cell><div class="cell-output" id="elsewhere"></div></notebook-cell>`;
});

function find<E extends HTMLElement>(selector: string): E {
  const element = document.querySelector<E>(selector);
  if (element === null) throw new Error(`Nothing matches ${selector}.`);
  return element;
}

test("a bet is kept for the next visit, chapter by chapter", () => {
  openBets("degradation").place("E-D1", "no");
  expect(openBets("degradation").read("E-D1")).toBe("no");
  expect(openBets("residual-blocks").read("E-D1")).toBeNull();
});

test("blocked or garbled storage costs the memory, not the bet", () => {
  const blocked = openBets("degradation", null);
  blocked.place("E-D1", "yes");
  expect(blocked.read("E-D1")).toBe("yes");
  localStorage.setItem("bets:degradation", '{"E-D1": "perhaps"');
  expect(openBets("degradation").read("E-D1")).toBeNull();
  localStorage.setItem("bets:degradation", '{"E-D1": "perhaps", "E-D2": "yes"}');
  expect(openBets("degradation").read("E-D1")).toBeNull();
  expect(openBets("degradation").read("E-D2")).toBe("yes");
});

test("listeners hear of every change until their signal ends", () => {
  const bets = openBets("degradation");
  const heard: BetChange[] = [];
  const listening = new AbortController();
  bets.onChange((change) => heard.push(change), { signal: listening.signal });
  bets.place("E-D1", "unsure");
  listening.abort();
  bets.place("E-D1", "yes");
  expect(heard).toEqual([{ claimId: "E-D1", answer: "unsure" }]);
});

test("outputs of a claim are veiled and inert until a bet is placed; others never are", () => {
  const bets = openBets("degradation");
  wireBetForms(document, bets);
  const output = find(".claim .cell-output");
  expect([find(".claim").classList.contains("veiled"), output.inert]).toEqual([true, true]);
  expect(find("#elsewhere").inert).not.toBe(true);
  find("input[value=no]").click();
  expect([find(".claim").classList.contains("veiled"), output.inert]).toEqual([false, false]);
  expect(bets.read("E-D1")).toBe("no");
});

test("a reader can see the outcome without betting", () => {
  const bets = openBets("degradation");
  wireBetForms(document, bets);
  find(".claim-skip").click();
  expect(bets.read("E-D1")).toBe("shown");
  expect(find(".claim-skip").hidden).toBe(true);
  expect(find(".claim").classList.contains("veiled")).toBe(false);
});

test("an earlier bet is shown again, and nothing is veiled", () => {
  openBets("degradation").place("E-D1", "yes");
  wireBetForms(document, openBets("degradation"));
  expect(find<HTMLInputElement>("input[value=yes]").checked).toBe(true);
  expect(find(".claim").classList.contains("veiled")).toBe(false);
});

test("a box with nothing to give away is not veiled", () => {
  wireBetForms(document, openBets("degradation"), () => false);
  expect(find(".claim").classList.contains("veiled")).toBe(false);
});
