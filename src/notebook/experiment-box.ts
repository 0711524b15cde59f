import type { Token } from "markdown-it";
import { oneOf, toNumber, type Attributes } from "./attributes.ts";
import type { Claim } from "./chapter.ts";
import { ChapterError } from "./chapter-error.ts";
import { boxAttributes, type Box } from "./container-box.ts";
import { readGuess } from "./guess-form.ts";
import { element, inlineElement } from "./tokens.ts";
import { callsVerdict } from "./verdict-call.ts";

/** What kind of evidence a box has. It is no verdict, and must not read as one. */
const badges = { reported: "reported", derived: "derived", reproduced: "run here" } as const;
const badgeNames = ["reported", "derived", "reproduced"] as const;
const outcomes = ["holds", "does-not-hold", "open"] as const;

/**
 * `:::experiment{#E-D1 rows="D1 D4" badge=reproduced source="…" question="…?" measure="…" at-least=0.3}`: above, the
 * question, which does not say how it comes out, and what readers guess (`guess`, `choices`: see `readGuess`); then the
 * figure with the verdict beside it; below, one line in which the threshold and the limits are folded. The first
 * paragraph is the claim, which is shown with the outcome.
 *
 * Threshold and direction are part of the text, so they are fixed before any run; where trials on the published seeds
 * had been seen by then, the box says so by `after-trials`, and `after-trials="…"` says why a threshold was moved.
 * `states=does-not-hold`, or `open`, where the chapter does not say that the claim holds; `full-only` where the chapter's
 * small setting shows nothing; `quotient` where effects are to be compared on the logarithm; `by-sign`, in the place of a
 * threshold, where an effect differs much from seed to seed.
 */
export function buildExperiment(box: Box): Token[] {
  const { state, level, draft } = box;
  const claim = readClaim(box);
  draft.claims.push(claim);
  const { statement, verdict, limits, figure } = sortBody(box, claim.id);
  const div = (name: string, children: readonly Token[]) =>
    element(state, { tag: "div", attributes: { class: name }, level: level + 1 }, children);
  const attributes = {
    ...boxAttributes(box, figure.length > 0 ? "experiment wide" : "experiment wide verdict-only"),
    "data-claim": claim.id,
    "data-badge": claim.badge,
    "data-guess": claim.guess.kind,
    "data-at-least": claim.atLeast?.toString() ?? null,
    "data-at-most": claim.atMost?.toString() ?? null,
    "aria-labelledby": `question-${claim.id}`,
  };
  return element(state, { tag: "section", attributes, level }, [
    ...buildHead(box, claim),
    ...div("experiment-body", [
      ...div("experiment-figure", figure),
      ...div("experiment-side", div("experiment-outcome", [...statement, ...verdict])),
    ]),
    ...element(state, { tag: "footer", attributes: { class: "experiment-foot" }, level: level + 1 }, [
      ...buildThreshold(box, claim),
      ...limits,
    ]),
  ]);
}

function readClaim({ attributes, place, body }: Box): Claim {
  const { id, values, flags } = attributes;
  if (id === null)
    throw new ChapterError(place, "the experiment has no id", "Begin its attributes with one, e.g. {#E-D1 …}.");
  const required = (name: string, example: string) => {
    const value = values.get(name)?.trim();
    if (value) return value;
    throw new ChapterError(place, `the experiment ${id} has no ${name}`, `Add ${name}="${example}".`);
  };
  const badge = required("badge", "reproduced");
  const states = oneOf(values.get("states") ?? "holds", outcomes, "states", place);
  const threshold = flags.has("by-sign") ? readSign(attributes, place) : readThreshold({ id, values }, place);
  const scale = flags.has("quotient") ? ({ quotient: true } as const) : {};
  const sources = body.filter(({ type }) => type === "fence").map(({ content }) => content);
  return {
    id,
    question: requireQuestion(required("question", "How high does the training loss end?"), id, place),
    guess: readGuess(attributes, { id, ...threshold, ...scale }, sources, place),
    rows: required("rows", "D1 D4").split(/\s+/),
    badge: oneOf(badge, badgeNames, "badge", place),
    source: required("source", "He et al. 2015, Fig. 6"),
    measure: required("measure", "the gap in final training loss (nats)"),
    ...threshold,
    ...(states === "holds" ? {} : { states }),
    ...(flags.has("full-only") ? { fullOnly: true } : {}),
    ...scale,
  };
}

function requireQuestion(question: string, id: string, place: Box["place"]): string {
  if (question.endsWith("?")) return question;
  const remedy = "Ask for the outcome, and end with a question mark. What came out stands in the first paragraph.";
  throw new ChapterError(place, `the question of ${id} is none`, remedy);
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
    atLeast === undefined
      ? `the experiment ${id} has no threshold`
      : `the experiment ${id} has both at-least and at-most`;
  throw new ChapterError(place, problem, "Give exactly one of at-least=… and at-most=….");
}

/** No effect is a difference of 0 and a quotient of 1. */
function readSign({ id, values, flags }: Pick<Attributes, "id" | "values" | "flags">, place: Box["place"]) {
  const given = ["at-least", "at-most"].find((name) => values.has(name));
  if (given === undefined) return { bySign: true, atLeast: flags.has("quotient") ? 1 : 0 } as const;
  const problem = `the experiment ${id} has both by-sign and ${given}`;
  throw new ChapterError(place, problem, "Leave out one of them: by-sign asks for an effect above none.");
}

interface Sorted {
  readonly statement: readonly Token[];
  /** The cell that gives the verdict. */
  readonly verdict: readonly Token[];
  readonly limits: readonly Token[];
  /** All else, in the author's order. */
  readonly figure: readonly Token[];
}

function sortBody({ body, place }: Box, id: string): Sorted {
  const [first, ...others] = body;
  if (first?.type !== "paragraph_open") {
    const remedy = "Write the claim first, as one paragraph that can turn out true or false.";
    throw new ChapterError(place, `the experiment ${id} does not begin with its claim`, remedy);
  }
  first.attrJoin("class", "experiment-claim");
  const end = others.findIndex(({ type }) => type === "paragraph_close") + 1;
  const parts = { verdict: [] as Token[], limits: [] as Token[], figure: [] as Token[] };
  for (const block of cutBlocks(others.slice(end))) parts[partOf(block, id)].push(...block);
  return { statement: [first, ...others.slice(0, end)], ...parts };
}

function partOf([first]: readonly Token[], id: string): "verdict" | "limits" | "figure" {
  if (first?.type === "fence" && callsVerdict(first.content, id)) return "verdict";
  return first?.tag === "details" && String(first.attrGet("class")).split(" ").includes("limits") ? "limits" : "figure";
}

/** The blocks that stand beside one another, each with all that is in it. */
function cutBlocks(tokens: readonly Token[]): Token[][] {
  const blocks: Token[][] = [];
  let depth = 0;
  for (const token of tokens) {
    if (depth === 0) blocks.push([]);
    blocks.at(-1)?.push(token);
    depth += token.nesting;
  }
  return blocks;
}

function buildHead({ state, level, place }: Box, { id, source, badge, question }: Claim): Token[] {
  const line = place.line - 1;
  const options = (attributes: Record<string, string>) => ({ tag: "p", attributes, level: level + 2 });
  const facts = `Experiment [${id}](#${id}) · ${source} · Evidence: ${badges[badge]}`;
  return element(state, { tag: "header", attributes: { class: "experiment-head" }, level: level + 1 }, [
    ...inlineElement(state, options({ class: "experiment-facts" }), facts, line),
    ...inlineElement(state, options({ class: "experiment-question", id: `question-${id}` }), question, line),
  ]);
}

/** The threshold in words and, where it was moved, why: that tells how trials came out. */
function buildThreshold({ state, level, place, attributes }: Box, claim: Claim): Token[] {
  const line = place.line - 1;
  const paragraph = (name: string, words: string) =>
    inlineElement(state, { tag: "p", attributes: { class: name }, level: level + 3 }, words, line);
  const reason = attributes.values.get("after-trials");
  return element(state, { tag: "details", attributes: { class: "threshold" }, level: level + 2 }, [
    ...inlineElement(state, { tag: "summary", level: level + 3 }, "Threshold", line),
    ...paragraph("experiment-threshold", thresholdWords(claim, whenFixed(attributes))),
    ...(reason === undefined ? [] : paragraph("experiment-reason", `Why it was moved: ${reason.replace(/\.$/, "")}.`)),
  ]);
}

function thresholdWords({ measure, badge, atLeast, atMost, bySign }: Claim, fixed: string): string {
  if (bySign)
    return `Holds where ${measure} is above ${atLeast} for four of five seeds: an effect that differs much from seed to seed, judged by its sign; ${fixed}.`;
  const bound = atLeast === undefined ? `at most ${atMost}` : `at least ${atLeast}`;
  return `Holds where ${measure} is ${bound}${badge === "derived" ? "" : " for every seed"}; ${fixed}.`;
}

function whenFixed({ values, flags }: Box["attributes"]): string {
  if (values.has("after-trials")) return "moved after trials";
  return flags.has("after-trials") ? "fixed after trials with these seeds" : "fixed before any run";
}
