import type { Claim } from "../notebook/chapter.ts";
import { drawGuess } from "./figure-guess.ts";
import { choiceFields, numberFields, type GuessFields } from "./guess-fields.ts";
import type { Guess, Guesses } from "./guesses.ts";

/**
 * Makes the experiments' boxes in `root` ask: until a guess is placed, or the reader asks to see without one, all that
 * gives the outcome away is withheld (guesses.css). Without scripts, and in print, nothing is.
 * @param hasOutcome false where nothing was recorded: there is nothing to guess before
 * @returns for each box that asks, where it says whose run the outcome is of
 */
export function wireExperiments(
  root: ParentNode,
  { claims, guesses, hasOutcome }: { claims: readonly Claim[]; guesses: Guesses; hasOutcome: boolean },
): ReadonlyMap<string, HTMLElement> {
  const origins = new Map<string, HTMLElement>();
  for (const claim of claims) {
    const box = root.querySelector<HTMLElement>(`section.experiment[data-claim="${claim.id}"]`);
    const fields = box && wireBox(box, claim, guesses, hasOutcome);
    if (fields) origins.set(claim.id, fields.origin);
  }
  return origins;
}

function wireBox(box: HTMLElement, claim: Claim, guesses: Guesses, hasOutcome: boolean): GuessFields | null {
  const placed = guesses.read(claim.id);
  setGuessed(box, placed !== null || !hasOutcome);
  if (placed !== null || !hasOutcome) {
    drawPlaced(box, placed);
    return null;
  }
  const ended = new AbortController();
  const place = (guess: Guess) => {
    const isHere = box.contains(document.activeElement);
    guesses.place(claim.id, guess);
    if (isHere) focusOutcome(box);
  };
  const { fields, settle } = claim.guess.kind === "number" ? askNumber(box, claim, place) : askChoice(claim, place);
  box.querySelector(".experiment-side")?.prepend(fields.root);
  const labels = swapLabels(box);
  guesses.onChange(
    (change) => {
      if (change !== null && change.claimId !== claim.id) return;
      ended.abort();
      labels.restore();
      fields.root.remove();
      settle(change?.guess ?? null);
      setGuessed(box, true);
    },
    { signal: ended.signal },
  );
  return fields;
}

interface Asking {
  readonly fields: GuessFields;
  readonly settle: (guess: Guess | null) => void;
}

function askChoice({ id, guess }: Claim, place: (guess: Guess) => void): Asking {
  return { fields: choiceFields(id, guess.kind === "choice" ? guess.choices : [], place), settle: () => undefined };
}

function askNumber(box: HTMLElement, claim: Claim, place: (guess: Guess) => void): Asking {
  const figure = box.querySelector<HTMLElement>(".experiment-figure") ?? box;
  const fields = numberFields(claim, { place, moved: (value) => line.show(value) });
  const line = drawGuess(figure, {
    dragged: (value) => fields.setValue(value),
    drawn: (scale) => fields.setScale(scale),
  });
  return {
    fields,
    settle: (guess) => {
      line.lock();
      if (guess?.kind !== "number") line.show(NaN);
    },
  };
}

function drawPlaced(box: HTMLElement, guess: Guess | null): void {
  const figure = box.querySelector<HTMLElement>(".experiment-figure");
  if (guess?.kind !== "number" || !figure) return;
  const line = drawGuess(figure, { dragged: () => undefined, drawn: () => undefined });
  line.show(guess.value);
  line.lock();
}

function setGuessed(box: HTMLElement, isGuessed: boolean): void {
  box.classList.toggle("unguessed", !isGuessed);
  box.classList.toggle("guessed", isGuessed);
}

/** The button goes away under the reader's finger: what it showed is where reading goes on. */
function focusOutcome(box: HTMLElement): void {
  const outcome = box.querySelector<HTMLElement>(".experiment-outcome");
  outcome?.setAttribute("tabindex", "-1");
  outcome?.focus({ preventScroll: true });
}

/** Of a figure of which nothing but the frame is shown. */
const frameOnly = "The frame of a figure. What it shows comes after your guess.";

/**
 * A chart that leaves a curve out leaves it out of its words too, and one that shows no curve says so; a training draws
 * it anew many times a second.
 */
function swapLabels(box: HTMLElement): { readonly restore: () => void } {
  const whole = new Map<Element, string>();
  const swap = () => {
    const holed = box.querySelectorAll<HTMLElement>("figure[data-label-before]");
    for (const figure of holed.length > 0 ? holed : box.querySelectorAll<HTMLElement>("figure.chart")) {
      const plot = figure.querySelector(".chart-plot");
      if (!plot || whole.has(plot)) continue;
      whole.set(plot, plot.getAttribute("aria-label") ?? "");
      plot.setAttribute("aria-label", figure.dataset["labelBefore"] ?? frameOnly);
    }
    for (const plot of whole.keys()) if (!plot.isConnected) whole.delete(plot);
  };
  const look = new MutationObserver(swap);
  look.observe(box, { childList: true, subtree: true });
  swap();
  return {
    restore: () => {
      look.disconnect();
      for (const [plot, label] of whole) plot.setAttribute("aria-label", label);
    },
  };
}
