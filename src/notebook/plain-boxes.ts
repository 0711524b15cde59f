import type { Token } from "markdown-it";
import { boxAttributes, type Box } from "./container-box.ts";
import { element, inlineElement } from "./tokens.ts";

/** `:::aside`: a note in the gutter, beside the paragraph that it follows. */
export function buildAside(box: Box): Token[] {
  const attributes = { ...boxAttributes(box, "sidenote"), role: "note" };
  return element(box.state, { tag: "aside", attributes, level: box.level }, box.body);
}

/**
 * `:::row`: figures and cells side by side, as wide as text and gutter together; below each other on narrow screens.
 * One figure alone has that width for its own panels.
 */
export function buildRow(box: Box): Token[] {
  const after = box.attributes.values.get("data-after");
  const attributes = { ...boxAttributes(box, "row wide"), ...(after === undefined ? {} : { "data-after": after }) };
  return element(box.state, { tag: "div", attributes, level: box.level }, box.body);
}

/** `:::details{summary="…"}`: shut until the reader opens it; `open` shows it at once. */
export function buildDetails(box: Box): Token[] {
  const { state, level, attributes, place, body } = box;
  const summary = attributes.values.get("summary") ?? "More";
  const open = attributes.flags.has("open") ? "" : null;
  return element(state, { tag: "details", attributes: { ...boxAttributes(box, "more"), open }, level }, [
    ...inlineElement(state, { tag: "summary", level: level + 1 }, summary, place.line - 1),
    ...body,
  ]);
}

/** `:::limits` within an experiment: what it leaves open, folded into the box's foot line. */
export function buildLimits(box: Box): Token[] {
  const { state, level, place, body } = box;
  const title = { tag: "summary", attributes: { class: "limits-title" }, level: level + 1 };
  return element(state, { tag: "details", attributes: boxAttributes(box, "limits"), level }, [
    ...inlineElement(state, title, "What this does not show", place.line - 1),
    ...body,
  ]);
}

/**
 * `:::figure{#fig-x caption="…"}`: the caption stands below, numbered where the figure has an id `fig-…`, so that a
 * link without text, `[](#fig-x)`, reads "Figure 1".
 */
export function buildFigure(box: Box): Token[] {
  const { state, draft, level, attributes, place, body } = box;
  const opening = boxAttributes(box, "figure");
  let caption = attributes.values.get("caption") ?? "";
  if (attributes.id?.startsWith("fig-")) {
    const label = `Figure ${[...draft.labels.values()].filter((name) => name.startsWith("Figure")).length + 1}`;
    draft.labels.set(attributes.id, label);
    caption = `${label}. ${caption}`;
  }
  const below =
    caption === "" ? [] : inlineElement(state, { tag: "figcaption", level: level + 1 }, caption.trim(), place.line - 1);
  return element(state, { tag: "figure", attributes: opening, level }, [...body, ...below]);
}
