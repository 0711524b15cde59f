import type { MarkdownIt, StateCore, Token } from "markdown-it";
import { parseAttributes, type KnownAttributes } from "./attributes.ts";
import { draftOf, placeOf } from "./chapter-draft.ts";
import { ChapterError, type ChapterPlace } from "./chapter-error.ts";
import type { Box } from "./container-box.ts";
import type { ContainerMeta, ContainerName } from "./container-rule.ts";
import { buildExercise, buildExplanation, buildSeries } from "./exercise-box.ts";
import { buildExperiment } from "./experiment-box.ts";
import { buildAside, buildDetails, buildFigure, buildLimits, buildRow } from "./plain-boxes.ts";

interface ContainerKind {
  readonly build: (box: Box) => Token[];
  readonly known: KnownAttributes;
}

const kinds: Readonly<Record<ContainerName, ContainerKind>> = {
  experiment: {
    build: buildExperiment,
    known: {
      names: [
        ...["rows", "badge", "source", "question", "guess", "choices"],
        ...["measure", "at-least", "at-most", "states", "after-trials"],
      ],
      flags: ["full-only", "after-trials", "quotient", "by-sign"],
    },
  },
  limits: { build: buildLimits, known: { names: ["rows"] } },
  aside: { build: buildAside, known: { names: ["rows"] } },
  figure: { build: buildFigure, known: { names: ["rows", "caption"] } },
  exercise: { build: buildExercise, known: { names: ["rows", "title", "points", "kind", "defines", "timeout"] } },
  explanation: { build: buildExplanation, known: { names: [] } },
  row: { build: buildRow, known: { names: ["rows", "data-after"] } },
  series: { build: buildSeries, known: { names: ["of"] } },
  details: { build: buildDetails, known: { names: ["rows", "summary"], flags: ["open"] } },
};

/** Core rule, before inline text is read: turns containers into the elements that they stand for. */
export function expandContainers(md: MarkdownIt): void {
  md.core.ruler.after("block", "containers", (state) => {
    state.tokens = expand(state, state.tokens, null);
  });
}

/** Boxes that mean something only as a part of another. */
const partsOf: Partial<Readonly<Record<ContainerName, ContainerName>>> = {
  limits: "experiment",
  explanation: "exercise",
};

/** @param parent the box that the tokens stand in */
function expand(state: StateCore, tokens: readonly Token[], parent: ContainerName | null): Token[] {
  const result: Token[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (!token) break;
    if (token.type !== "container_open") {
      result.push(token);
      continue;
    }
    const close = findClose(tokens, at);
    const { name } = token.meta as ContainerMeta;
    requireParent(name, parent, placeOf(draftOf(state.env), token.map?.[0] ?? 0));
    result.push(...build(state, token, expand(state, tokens.slice(at + 1, close), name)));
    at = close;
  }
  return result;
}

function requireParent(name: ContainerName, parent: ContainerName | null, place: ChapterPlace): void {
  const whole = partsOf[name];
  if (whole === undefined || whole === parent) return;
  const where = parent === null ? `stands in no ${whole}` : `stands in a box :::${parent}, not directly in an ${whole}`;
  const remedy = `Move it into its :::${whole}, or write :::details{summary="…"}.`;
  throw new ChapterError(place, `:::${name} ${where}`, remedy);
}

function findClose(tokens: readonly Token[], open: number): number {
  const level = tokens[open]?.level;
  return tokens.findIndex((token, at) => at > open && token.type === "container_close" && token.level === level);
}

function build(state: StateCore, open: Token, body: readonly Token[]): Token[] {
  const { name, attributes: text } = open.meta as ContainerMeta;
  const draft = draftOf(state.env);
  const place = placeOf(draft, open.map?.[0] ?? 0);
  const { build: builder, known } = kinds[name];
  const everywhere = { ...known, names: [...known.names, "data-after"] };
  const attributes = parseAttributes(text, everywhere, `:::${name}`, place);
  const tokens = builder({ state, draft, attributes, place, level: open.level, body });
  if (tokens[0]) {
    tokens[0].map = open.map;
    tokens[0].meta = { host: true };
  }
  return tokens;
}
