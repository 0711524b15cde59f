import type { Token } from "markdown-it";
import { oneOf, parseAttributes, toNumber } from "./attributes.ts";
import type { CompiledCell, Exercise, ExerciseCheck } from "./chapter.ts";
import { placeOf } from "./chapter-draft.ts";
import { ChapterError } from "./chapter-error.ts";
import { compileAt } from "./compile-at.ts";
import { boxAttributes, type Box } from "./container-box.ts";
import { element, inlineElement, rawHtml } from "./tokens.ts";

const kinds = ["code", "number", "choice", "text", "experiment"] as const;
const defaultTimeoutSeconds = 10;

/**
 * `:::exercise{#c3-skip title="…" points=4 kind=code defines=block timeout=10}`: the prompt; the fence `js starter`, a
 * cell of the page with the exercise's id, which the learner edits; a place for the outcome of the fences
 * `js check name="shape" points=1 hint="…"`, which are expressions and stay data.
 */
export function buildExercise(box: Box): Token[] {
  const exercise = readExercise(box);
  const { state, level, place, body, draft, attributes: given } = box;
  draft.exercises.push(exercise);
  const attributes = {
    ...boxAttributes(box, "exercise"),
    "data-exercise": exercise.id,
    "data-kind": exercise.kind,
    "data-points": String(exercise.points),
  };
  const points = `${exercise.points} ${exercise.points === 1 ? "point" : "points"}`;
  const title = given.values.get("title");
  const outcome = exercise.checks.length === 0 ? [] : [rawHtml(state, `<div class="exercise-outcome"></div>\n`)];
  const shown = body.filter((token) => fenceRole(token) !== "check");
  // The outcome stands where the learner looks: below the answer and all cells that it has to be run with, above hints.
  const at = shown.findLastIndex((token) => token.type === "fence" && token.level === level + 1) + 1 || shown.length;
  for (const token of shown) if (fenceRole(token) === "starter") becomeCell(token, exercise);
  return element(state, { tag: "section", attributes, level }, [
    ...inlineElement(
      state,
      { tag: "p", attributes: { class: "exercise-title" }, level: level + 1 },
      title === undefined ? `Exercise, ${points}` : `Exercise: **${title}**, ${points}`,
      place.line - 1,
    ),
    ...shown.slice(0, at),
    ...outcome,
    ...shown.slice(at),
  ]);
}

/** `:::explanation` within an exercise: why the answer is right. On a page with scripts it follows an answer. */
export function buildExplanation(box: Box): Token[] {
  const { state, level, place, body } = box;
  const title = { tag: "p", attributes: { class: "explanation-title" }, level: level + 1 };
  return element(state, { tag: "section", attributes: boxAttributes(box, "explanation"), level }, [
    ...inlineElement(state, title, "Explanation", place.line - 1),
    ...body,
  ]);
}

/** `::::::series{of="sentence"}`: exercises that come one at a time on a page with scripts, and below each other without. */
export function buildSeries(box: Box): Token[] {
  const { state, level, body, attributes: given } = box;
  const attributes = { ...boxAttributes(box, "series"), "data-series": given.values.get("of") ?? "exercise" };
  return element(state, { tag: "div", attributes, level }, [...body]);
}

/** From here on the starter is a fence as any other. What only offers choices shows no code, what is to be changed always. */
function becomeCell(token: Token, { id, kind }: Exercise): void {
  token.info = `js id=${id} code=${kind === "choice" ? "hidden" : "open"}`;
}

function readExercise({ attributes: { id, values }, place, body, draft }: Box): Exercise {
  if (id === null)
    throw new ChapterError(place, "the exercise has no id", "Begin its attributes with one, e.g. {#c3-skip …}.");
  const starters = body.filter((token) => fenceRole(token) === "starter");
  const second = starters[1];
  if (second)
    throw new ChapterError(placeOf(draft, second.map?.[0] ?? 0), `${id} has two starters`, "Keep one of them.");
  const defines = (values.get("defines") ?? "").split(/[\s,]+/).filter((name) => name !== "");
  for (const token of starters) requireNames(token, defines, draft);
  return {
    id,
    kind: oneOf(values.get("kind") ?? "code", kinds, "kind", place),
    points: toNumber(values.get("points") ?? "1", "points", place),
    defines,
    timeoutSeconds: toNumber(values.get("timeout") ?? String(defaultTimeoutSeconds), "timeout", place),
    starter: starters[0]?.content ?? null,
    cell: starters.length > 0 ? id : null,
    checks: body.filter((token) => fenceRole(token) === "check").map((token, index) => readCheck(token, index, draft)),
    line: place.line,
  };
}

function requireNames(token: Token, defines: readonly string[], draft: Box["draft"]): void {
  const place = placeOf(draft, token.map?.[0] ?? 0);
  const { outputs } = compileAt(draft, token.content, "js", place.line + 1);
  const missing = defines.find((name) => !outputs.includes(name));
  if (missing === undefined) return;
  throw new ChapterError(place, `the starter does not define ${missing}`, `Define it, or take it out of defines="…".`);
}

function readCheck(token: Token, index: number, draft: Box["draft"]): ExerciseCheck {
  const place = placeOf(draft, token.map?.[0] ?? 0);
  const known = { names: ["name", "points", "hint"], flags: ["check"] };
  const { values } = parseAttributes(token.info.replace(/^\s*js/, ""), known, "a check", place);
  const compiled = compileAt(draft, token.content, "js", place.line + 1);
  requireExpression(compiled, place);
  return {
    name: values.get("name") ?? `check ${index + 1}`,
    points: toNumber(values.get("points") ?? "1", "points", place),
    source: token.content,
    compiled,
    hint: values.get("hint") ?? null,
    line: place.line + 1,
  };
}

function requireExpression({ autodisplay }: CompiledCell, place: Box["place"]): void {
  if (autodisplay) return;
  throw new ChapterError(place, "a check is no expression", "Write one, e.g. (() => { …; return true; })().");
}

function fenceRole({ type, info }: Token): "starter" | "check" | null {
  const role = type === "fence" ? /^\s*js\s+(?:id=\S+\s+)?(starter|check)\b/.exec(info)?.[1] : null;
  return role === "starter" || role === "check" ? role : null;
}
