import type { Token } from "markdown-it";
import { oneOf, toNumber, type Attributes } from "./attributes.ts";
import type { Claim } from "./chapter.ts";
import { ChapterError } from "./chapter-error.ts";
import { boxAttributes, type Box } from "./container-box.ts";
import { escapeHtml } from "../core/escape-html.ts";
import { element, inlineElement, rawHtml } from "./tokens.ts";

const badges = { reported: "Reported", derived: "Derived here", reproduced: "Reproduced here" } as const;
const badgeNames = ["reported", "derived", "reproduced"] as const;
const outcomes = ["holds", "does-not-hold", "open"] as const;
const answers = { yes: "yes, it will hold", no: "no, it will not", unsure: "unsure" } as const;

/**
 * `:::claim{#E-D1 rows="D1 D4" badge=reproduced source="…" measure="…" at-least=0.3}`: the statement (its first
 * paragraph), the reader's bet before any picture, the threshold in words, then the cells. Threshold and direction are
 * part of the text, so they are fixed before any run; where trials on the published seeds had been seen by then, the box
 * says so by `after-trials`, and `after-trials="…"` says why a threshold was moved, which is shown with the outcome. `states=does-not-hold`, or `open`,
 * where the chapter does not say that it holds; `full-only` where the chapter's small setting shows nothing; `quotient`
 * where effects are to be compared on the logarithm; `by-sign`, in the place of a threshold, where an effect differs
 * much from seed to seed.
 */
export function buildClaim(box: Box): Token[] {
  const claim = readClaim(box);
  box.draft.claims.push(claim);
  const { state, level } = box;
  const { statement, rest } = splitStatement(box, claim.id);
  const attributes = {
    ...boxAttributes(box, "claim"),
    "data-claim": claim.id,
    "data-badge": claim.badge,
    "data-at-least": claim.atLeast?.toString() ?? null,
    "data-at-most": claim.atMost?.toString() ?? null,
    "aria-labelledby": `${claim.id}-statement`,
  };
  return element(state, { tag: "section", attributes, level }, [
    ...buildHeader(box, claim),
    ...statement,
    rawHtml(state, renderBet(claim.id)),
    ...buildThreshold(box, claim),
    ...buildReason(box),
    ...rest,
  ]);
}

function readClaim({ attributes: { id, values, flags }, place }: Box): Claim {
  if (id === null)
    throw new ChapterError(place, "the claim has no id", "Begin its attributes with the experiment, e.g. {#E-D1 …}.");
  const required = (name: string, example: string) => {
    const value = values.get(name)?.trim();
    if (value) return value;
    throw new ChapterError(place, `the claim ${id} has no ${name}`, `Add ${name}="${example}".`);
  };
  const badge = required("badge", "reproduced");
  const states = oneOf(values.get("states") ?? "holds", outcomes, "states", place);
  return {
    id,
    rows: required("rows", "D1 D4").split(/\s+/),
    badge: oneOf(badge, badgeNames, "badge", place),
    source: required("source", "He et al. 2015, Fig. 6"),
    measure: required("measure", "the gap in final training loss (nats)"),
    ...(flags.has("by-sign") ? readSign({ id, values, flags }, place) : readThreshold({ id, values }, place)),
    ...(states === "holds" ? {} : { states }),
    ...(flags.has("full-only") ? { fullOnly: true } : {}),
    ...(flags.has("quotient") ? { quotient: true } : {}),
  };
}

function readThreshold(
  { id, values }: { readonly id: string; readonly values: ReadonlyMap<string, string> },
  place: Box["place"],
): Pick<Claim, "atLeast" | "atMost"> {
  const atLeast = values.get("at-least");
  const atMost = values.get("at-most");
  if (atLeast !== undefined && atMost === undefined) return { atLeast: toNumber(atLeast, "at-least", place) };
  if (atMost !== undefined && atLeast === undefined) return { atMost: toNumber(atMost, "at-most", place) };
  const problem =
    atLeast === undefined ? `the claim ${id} has no threshold` : `the claim ${id} has both at-least and at-most`;
  throw new ChapterError(place, problem, "Give exactly one of at-least=… and at-most=….");
}

/** No effect is a difference of 0 and a quotient of 1. */
function readSign({ id, values, flags }: Pick<Attributes, "id" | "values" | "flags">, place: Box["place"]) {
  const given = ["at-least", "at-most"].find((name) => values.has(name));
  if (given === undefined) return { bySign: true, atLeast: flags.has("quotient") ? 1 : 0 } as const;
  const problem = `the claim ${id} has both by-sign and ${given}`;
  throw new ChapterError(place, problem, "Leave out one of them: by-sign asks for an effect above none.");
}

function splitStatement({ body, place }: Box, id: string): { readonly statement: Token[]; readonly rest: Token[] } {
  const [first, ...others] = body;
  if (first?.type !== "paragraph_open") {
    const remedy = "Write the statement first, as one paragraph that can turn out true or false.";
    throw new ChapterError(place, `the claim ${id} does not begin with its statement`, remedy);
  }
  first.attrJoin("class", "claim-statement");
  first.attrSet("id", `${id}-statement`);
  const end = others.findIndex(({ type }) => type === "paragraph_close") + 1;
  return { statement: [first, ...others.slice(0, end)], rest: others.slice(end) };
}

function buildHeader({ state, level, place }: Box, { badge, source, id }: Claim): Token[] {
  const span = (className: string, content: string) => {
    const options = { tag: "span", attributes: { class: className }, level: level + 2 };
    return inlineElement(state, options, content, place.line - 1);
  };
  return element(state, { tag: "header", attributes: { class: "claim-header" }, level: level + 1 }, [
    ...span(`badge badge-${badge}`, badges[badge]),
    ...span("claim-source", source),
    ...span("claim-id", `[${id}](#${id})`),
  ]);
}

function renderBet(id: string): string {
  const choices = Object.entries(answers).map(
    ([value, words]) => `<label><input type="radio" name="bet-${escapeHtml(id)}" value="${value}"> ${words}</label>\n`,
  );
  return `<fieldset class="claim-bet">\n<legend>Your bet, before the picture</legend>\n${choices.join("")}</fieldset>\n`;
}

function buildThreshold(
  { state, level, place, attributes }: Box,
  { measure, badge, atLeast, atMost, bySign }: Claim,
): Token[] {
  const bound = atLeast === undefined ? `at most ${atMost}` : `at least ${atLeast}`;
  const seeds = badge === "derived" ? "" : " for every seed";
  const words = bySign
    ? `Holds where ${measure} is above ${atLeast} for four of five seeds: an effect that differs much from seed to seed, judged by its sign; ${whenFixed(attributes)}.`
    : `Holds where ${measure} is ${bound}${seeds}; ${whenFixed(attributes)}.`;
  const options = { tag: "p", attributes: { class: "claim-threshold" }, level: level + 1 };
  return inlineElement(state, options, words, place.line - 1);
}

/** Why a threshold was moved. It tells how trials came out, so that it is shown with the outcome. */
function buildReason({ state, level, place, attributes: { values } }: Box): Token[] {
  const reason = values.get("after-trials");
  if (reason === undefined) return [];
  const options = { tag: "p", attributes: { class: "claim-reason" }, level: level + 1 };
  return inlineElement(state, options, `Why it was moved: ${reason.replace(/\.$/, "")}.`, place.line - 1);
}

function whenFixed({ values, flags }: Box["attributes"]): string {
  if (values.has("after-trials")) return "moved after trials";
  return flags.has("after-trials") ? "fixed after trials with these seeds" : "fixed before any run";
}
