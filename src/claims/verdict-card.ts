import { htmlElement, svgElement } from "../browser/elements.ts";
import { redrawable } from "../browser/redrawable.ts";
import { formatNumber } from "../charts/frame/number-format.ts";
import { declare, options, parameter } from "../core/declare.ts";
import { refuse } from "../core/errors.ts";
import { either, list, made, orNull, text, type Kind } from "../core/kinds.ts";
import { optional, type OptionsOf } from "../core/options.ts";
import { trainingKind } from "../training/contract/kinds.ts";
import type { Claim } from "../notebook/chapter.ts";
import { isVouched } from "../training/contract/vouched.ts";
import type { Training } from "../training/contract/protocol.ts";
import type { Guesses } from "./guesses.ts";
import { guessWords } from "./guess-words.ts";
import { originOf, type EffectOrigin } from "./effect-origin.ts";
import { effectStrip } from "./effect-strip.ts";
import { findDifferences } from "./other-settings.ts";
import type { RecordedExperiments } from "./recorded-experiments.ts";
import { judge, type Judgement } from "./judge.ts";
import {
  backingWords,
  dataWords,
  effectWords,
  explainOutcome,
  outcomeWords,
  thresholdFact,
  type Backing,
  type Outcome,
} from "./verdict-words.ts";

const verdictOptions = {
  training: optional(
    trainingKind,
    "What the effects come from, where they do not know it themselves: those of lossGap and its like, and of perSeed, do. It tells whose run it is, on which engine and data, and whether it has ended: a training that runs or was stopped is not judged, and neither are numbers that were not computed from it.",
  ),
};

/** One number is any: NaN stands for what a run has not measured, Infinity for one that diverged. */
const effect = made<number>(
  "number",
  (value) => typeof value === "number",
  'Pass what a function for effects returns, such as lossGap(run, "plain-56", "plain-20").',
);

/** Read as the list that it is: a new one would not be known to come from a training. */
const effectList: Kind<readonly number[]> = {
  type: list(effect).type,
  read: (where, name, value) => {
    list(effect).read(where, name, value);
    return value as readonly number[];
  },
};

const effectsKind = orNull(
  either({ kind: effectList, accepts: Array.isArray }, { kind: effect, accepts: (value) => typeof value === "number" }),
);

/** What a cell calls: the card of one claim of its chapter. */
export type VerdictFunction = (
  claimId: string,
  effects: readonly number[] | number | null,
  options?: OptionsOf<typeof verdictOptions>,
) => HTMLElement;

const about = {
  name: "verdict",
  help: "The card of one of the chapter's claims: what came out, compared with the threshold that the chapter fixed before any run. It holds here if every seed meets the threshold, it does not hold if none does, and it is inconclusive in between, with one seed only, and where a seed has nothing to compare (NaN). A training of other settings than the recorded one, for which the threshold was fixed, is shown and not judged.",
  parameters: [
    parameter("id", text, "The claim's name, as in its box: E-D1."),
    parameter("effects", effectsKind, "One number for each seed; null where nothing was run."),
    options(verdictOptions),
  ],
  returns: ["HTMLElement", "says what the reader guessed"],
  refuses: "the chapter has no such claim, or the effects come from another training",
  example: 'verdict("E-reference", lossGap(exampleRun, "plain-8", "residual-8"), {training: exampleRun})',
} as const;

/** Each outcome has a shape of its own, so that colour is not needed to tell them apart. */
const glyphs: Readonly<Record<Outcome, string>> = {
  holds: "M5 12.5l4.5 4.5L19 7.5",
  "does-not-hold": "M6.5 6.5l11 11M17.5 6.5l-11 11",
  inconclusive: "M5 9.5c3-3 5.5 2.5 8 1s4-3 6-1M5 15.5c3-3 5.5 2.5 8 1s4-3 6-1",
  "not-run": "M6 12h12",
  running: "M12 6.5v6l4 2.5",
  "other-settings": "M7 9h10M7 15h10M14.5 6l-5 12",
  "by-hand": "M7 17l1-4 7-7 3 3-7 7z",
  edited: "M7 17l1-4 7-7 3 3-7 7z",
};

/** What decides whether effects are judged. */
export interface JudgedBy {
  /** The experiments that the thresholds were fixed for: effects of others are shown and not judged. */
  readonly recorded?: RecordedExperiments | undefined;
  /** Whether the cell that gives the verdict is not the published one any more: what it compares is the reader's own. */
  readonly isEdited?: ((claimId: string) => boolean) | undefined;
}

/**
 * Makes the cell function `verdict(claimId, effects, {training})` for a chapter's claims.
 * Whoever guesses while the card is on the page finds the guess beside what came out.
 */
export function createVerdict(
  claims: readonly Claim[],
  guesses: Guesses,
  { recorded = () => [], isEdited = () => false }: JudgedBy = {},
): VerdictFunction {
  // A running training replaces its card many times a second: only the last one of each claim is written on.
  const followers = new Map<string, { readonly element: WeakRef<HTMLElement>; readonly words: () => string }>();
  guesses.onChange((change) => {
    const follower = change === null ? undefined : followers.get(change.claimId);
    follower?.element.deref()?.replaceChildren(follower.words());
  });
  return declare(about, (claimId, given, { training }) => {
    const claim = requireClaim(claims, claimId);
    const effects = typeof given === "number" ? [given] : given;
    const judgement = judge(claim, effects);
    const { backing, training: source, origin } = findBacking(effects, training);
    const differences = origin === null ? [] : findDifferences(origin, recorded(claimId), claim);
    const outcome = decideOutcome(judgement, { backing, training: source, differences, isEdited: isEdited(claimId) });
    const values = [...(effects ?? [])];
    const draw = (): HTMLElement => {
      const isOpen = outcome === "running" || outcome === "not-run";
      const words = () => guessWords(claim, guesses.read(claimId), { effects: values, training: source, isOpen });
      const guess = htmlElement("p", { class: "verdict-guess" }, words());
      followers.set(claimId, { element: new WeakRef(guess), words });
      return renderCard({ claim, effects: values, judgement, outcome, backing, training: source, differences, guess });
    };
    return redrawable(draw(), draw);
  });
}

/** What stands behind the numbers, and the training that is described: that which they come from, where it is known. */
function findBacking(
  effects: readonly number[] | null,
  named: Training | undefined,
): { readonly backing: Backing; readonly training: Training | null; readonly origin: EffectOrigin | null } {
  const origin = originOf(effects);
  if (effects === null || effects.length === 0) return { backing: "runs", training: named ?? null, origin };
  if (origin === null) return { backing: named === undefined ? "none" : "by-hand", training: named ?? null, origin };
  const { training } = origin;
  if (named !== undefined && isUnderWay(named)) return { backing: "runs", training: named, origin };
  if (named !== undefined) requirePart(named, training);
  if (![training, named ?? training].every(isVouched)) return { backing: "changed", training, origin };
  return { backing: origin.isDerived ? "derived" : "runs", training, origin };
}

/** A training may be named that is a part of what the effects compare: the other part was merged to it. */
function requirePart(named: Training, source: Training): void {
  if (named === source || named.runs.some((run) => source.runs.includes(run))) return;
  throw refuse(
    "verdict",
    "the effects were computed from another training than the one that is named",
    "Pass {training: …} the training that they come from, or leave it out: effects know their runs.",
  );
}

function isUnderWay({ status }: Training): boolean {
  return status === "running" || status === "paused";
}

interface Card {
  readonly claim: Claim;
  readonly effects: readonly number[];
  readonly judgement: Judgement;
  readonly outcome: Outcome;
  readonly backing: Backing;
  readonly training: Training | null;
  /** From the experiment that the claim is about. */
  readonly differences: readonly string[];
  readonly guess: HTMLElement;
}

function renderCard({ claim, effects, judgement, outcome, backing, training, differences, guess }: Card): HTMLElement {
  const hasEffects = judgement.count > 0;
  const title = htmlElement("span", { class: "verdict-words" }, outcomeWords[outcome]);
  return htmlElement(
    "div",
    // Read when all claims of a chapter are checked
    {
      class: "verdict",
      "data-verdict": outcome,
      "data-verdict-on": claim.id,
      "data-effects": effects.join(" "),
      role: "group",
      "aria-label": `Verdict on ${claim.id}`,
    },
    htmlElement("div", { class: "verdict-title" }, drawGlyph(outcome), title),
    htmlElement("p", { class: "verdict-why" }, explainOutcome(outcome, { ...judgement, ...claim }, effects)),
    outcome === "other-settings" ? listDifferences(differences) : null,
    hasEffects ? effectStrip(claim, effects) : null,
    hasEffects ? htmlElement("p", { class: "verdict-effect" }, effectWords(judgement)) : null,
    guess,
    renderFacts([
      ["Threshold", thresholdFact(claim)],
      ["Each seed", effects.length > 1 ? effects.map((effect) => formatNumber(effect)).join(" · ") : ""],
      ["Data", dataWords(training?.data)],
      ["Run", outcome === "not-run" ? "" : backingWords(backing, training)],
    ]),
  );
}

function listDifferences(differences: readonly string[]): HTMLElement {
  const items = differences.map((words) => htmlElement("li", {}, words));
  return htmlElement("ul", { class: "verdict-differences", "aria-label": "What is different here" }, ...items);
}

function renderFacts(facts: readonly (readonly [name: string, value: string])[]): HTMLElement {
  const given = facts.filter(([, value]) => value !== "");
  const pairs = given.map(([name, value]) =>
    htmlElement("div", {}, htmlElement("dt", {}, name), htmlElement("dd", {}, value)),
  );
  const list = htmlElement("dl", { class: "verdict-facts" }, ...pairs);
  return htmlElement("details", { class: "verdict-more" }, htmlElement("summary", {}, "Seeds, threshold, run"), list);
}

function drawGlyph(outcome: Outcome): SVGSVGElement {
  const circle = svgElement("circle", { cx: 12, cy: 12, r: 11 });
  const options = {
    class: "verdict-glyph",
    viewBox: "0 0 24 24",
    width: "1.5rem",
    height: "1.5rem",
    "aria-hidden": "true",
  };
  return svgElement("svg", options, circle, svgElement("path", { d: glyphs[outcome] }));
}

/** While a training runs its numbers move, so nothing is decided; what was stopped did not run as agreed. */
function decideOutcome(
  { verdict }: Judgement,
  {
    backing,
    training,
    differences,
    isEdited,
  }: Pick<Card, "backing" | "training" | "differences"> & { readonly isEdited: boolean },
): Outcome {
  if (training !== null && isUnderWay(training)) return "running";
  if (verdict !== "not-run" && isEdited) return "edited";
  if (verdict !== "not-run" && (backing === "by-hand" || backing === "changed")) return "by-hand";
  if (differences.length > 0 && verdict !== "not-run") return "other-settings";
  return training?.status === "stopped" && verdict !== "not-run" ? "inconclusive" : verdict;
}

function requireClaim(claims: readonly Claim[], claimId: string): Claim {
  const claim = claims.find(({ id }) => id === claimId);
  if (claim !== undefined) return claim;
  const ids = claims.map(({ id }) => id).join(", ");
  const remedy = ids === "" ? "Add an experiment to the chapter." : `Claims of this chapter are ${ids}.`;
  throw refuse("verdict", `this chapter has no claim ${JSON.stringify(claimId)}`, remedy);
}
