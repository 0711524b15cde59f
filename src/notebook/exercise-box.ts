import type { Token } from "markdown-it";
import { oneOf, parseAttributes, toNumber } from "./attributes.ts";
import type { Exercise, ExerciseCheck } from "./chapter.ts";
import { placeOf } from "./chapter-draft.ts";
import { ChapterError } from "./chapter-error.ts";
import { compileAt } from "./compile-at.ts";
import { boxAttributes, type Box } from "./container-box.ts";
import { element, inlineElement, rawHtml } from "./tokens.ts";

const kinds = ["code", "number", "choice", "text", "experiment"] as const;
const defaultTimeoutSeconds = 10;

/**
 * `:::exercise{#c3-skip points=4 kind=code defines=block timeout=10}`: the prompt, shown; its fences `js starter` and
 * `js check name="shape" points=1` kept as data for the homework part. Nothing of it runs here.
 */
export function buildExercise(box: Box): Token[] {
  const exercise = readExercise(box);
  const { state, level, place, body, draft } = box;
  draft.exercises.push(exercise);
  const attributes = {
    ...boxAttributes(box, "exercise"),
    "data-exercise": exercise.id,
    "data-kind": exercise.kind,
    "data-points": String(exercise.points),
  };
  const title = `Exercise, ${exercise.points} ${exercise.points === 1 ? "point" : "points"}`;
  const starter = exercise.starter === null ? [] : [rawHtml(state, renderStarter(exercise.starter, box))];
  return element(state, { tag: "section", attributes, level }, [
    ...inlineElement(
      state,
      { tag: "p", attributes: { class: "exercise-title" }, level: level + 1 },
      title,
      place.line - 1,
    ),
    ...body.filter((token) => fenceRole(token) === null),
    ...starter,
  ]);
}

function readExercise({ attributes: { id, values }, place, body, draft }: Box): Exercise {
  if (id === null)
    throw new ChapterError(place, "the exercise has no id", "Begin its attributes with one, e.g. {#c3-skip …}.");
  const starters = body.filter((token) => fenceRole(token) === "starter");
  const second = starters[1];
  if (second)
    throw new ChapterError(placeOf(draft, second.map?.[0] ?? 0), `${id} has two starters`, "Keep one of them.");
  for (const token of starters) compileAt(draft, token.content, "js", (token.map?.[0] ?? 0) + 2);
  return {
    id,
    kind: oneOf(values.get("kind") ?? "code", kinds, "kind", place),
    points: toNumber(values.get("points") ?? "1", "points", place),
    defines: (values.get("defines") ?? "").split(/[\s,]+/).filter((name) => name !== ""),
    timeoutSeconds: toNumber(values.get("timeout") ?? String(defaultTimeoutSeconds), "timeout", place),
    starter: starters[0]?.content ?? null,
    checks: body.filter((token) => fenceRole(token) === "check").map((token, index) => readCheck(token, index, draft)),
    line: place.line,
  };
}

function readCheck(token: Token, index: number, draft: Box["draft"]): ExerciseCheck {
  const place = placeOf(draft, token.map?.[0] ?? 0);
  const known = { names: ["name", "points"], flags: ["check"] };
  const { values } = parseAttributes(token.info.replace(/^\s*js/, ""), known, "a check", place);
  compileAt(draft, token.content, "js", place.line + 1);
  return {
    name: values.get("name") ?? `check ${index + 1}`,
    points: toNumber(values.get("points") ?? "1", "points", place),
    source: token.content,
    line: place.line + 1,
  };
}

function fenceRole({ type, info }: Token): "starter" | "check" | null {
  const role = type === "fence" ? /^\s*js\s+(starter|check)\b/.exec(info)?.[1] : null;
  return role === "starter" || role === "check" ? role : null;
}

function renderStarter(source: string, { draft }: Box): string {
  return `<pre class="exercise-starter"><code>${draft.highlight(source.trimEnd(), "js")}</code></pre>\n`;
}
