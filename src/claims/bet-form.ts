import { htmlElement } from "../browser/elements.ts";
import type { Answer, Bets } from "./bets.ts";

const veiled = "veiled";

/**
 * Wires the bets of all claim boxes in `root`: `<section class="claim" data-claim="E-D1">` with a fieldset of radio
 * buttons. Until a bet is placed, or the reader asks to see without one, the outputs of the cells in the box are
 * veiled, for assistive technology too. Without scripts, and in print, nothing is.
 * @param canVeil false where a box has nothing to give away, e.g. for claims without recording
 */
export function wireBetForms(root: ParentNode, bets: Bets, canVeil: (claimId: string) => boolean = () => true): void {
  for (const section of root.querySelectorAll<HTMLElement>("section.claim[data-claim]")) {
    const claimId = section.dataset["claim"] ?? "";
    const fieldset = section.querySelector<HTMLFieldSetElement>("fieldset.claim-bet");
    if (fieldset !== null) wireBox(section, fieldset, { claimId, bets, canVeil: canVeil(claimId) });
  }
}

interface Box {
  readonly claimId: string;
  readonly bets: Bets;
  readonly canVeil: boolean;
}

function wireBox(section: HTMLElement, fieldset: HTMLFieldSetElement, { claimId, bets, canVeil }: Box): void {
  const radios = [...fieldset.querySelectorAll<HTMLInputElement>("input[type=radio]")];
  const skip = htmlElement("button", { type: "button", class: "claim-skip" }, "Show without betting");
  fieldset.append(skip);
  const show = (answer: Answer | null) => {
    for (const radio of radios) radio.checked = radio.value === answer;
    skip.hidden = answer !== null || !canVeil;
    setVeil(section, answer === null && canVeil);
  };
  for (const radio of radios) {
    radio.addEventListener("change", () => {
      if (radio.checked) bets.place(claimId, radio.value as Answer);
    });
  }
  skip.addEventListener("click", () => {
    bets.place(claimId, "shown");
    // The button goes away under the reader's finger: what it showed is where reading goes on.
    radios[0]?.focus({ preventScroll: true });
  });
  bets.onChange((change) => {
    if (change.claimId === claimId) show(change.answer);
  });
  show(bets.read(claimId));
}

/** An inert output can be neither read out nor reached by keyboard; the style sheet hides what it shows. */
function setVeil(section: HTMLElement, isVeiled: boolean): void {
  section.classList.toggle(veiled, isVeiled);
  for (const output of section.querySelectorAll<HTMLElement>(".cell-output")) output.inert = isVeiled;
}
