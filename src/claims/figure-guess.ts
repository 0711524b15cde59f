import { svgElement } from "../browser/elements.ts";
import { formatNumber } from "../charts/frame/number-format.ts";
import { readScale, type ValueScale } from "./value-scale.ts";

/** The reader's guess in a figure: a dotted line, whose end can be dragged until the guess is placed. */
export interface FigureGuess {
  show(value: number): void;
  /** It stays where it is. */
  lock(): void;
}

/** How far from the line's end a pointer may take hold, in units of the drawing. */
const reach = 48;

/**
 * Draws a guess over the chart in `figure` that leaves a curve out (`data-asks`), and again whenever the chart is drawn
 * anew: a training replaces it many times a second, so the line stands beside it, not in it.
 */
export function drawGuess(
  figure: HTMLElement,
  { dragged, drawn }: { readonly dragged: (value: number) => void; readonly drawn: (scale: ValueScale) => void },
): FigureGuess {
  const path = svgElement("path", "guess-line");
  const knob = svgElement("circle", { class: "guess-knob", r: 7 });
  const label = svgElement("text", { class: "guess-label", "text-anchor": "end", "font-size": 13 });
  const grip = svgElement("rect", { class: "guess-grip", width: 2 * reach });
  const layer = svgElement("svg", { class: "guess-layer", "aria-hidden": "true" }, path, label, knob, grip);
  figure.append(layer);
  let scale: ValueScale | null = null;
  let known = "";
  let value = NaN;
  const draw = () => {
    layer.toggleAttribute("hidden", scale === null || Number.isNaN(value));
    if (scale === null || Number.isNaN(value)) return;
    const { left, right, top, bottom } = scale.area;
    const yOf = (each: number) => bottom - (scale?.shareOf(each) ?? 0) * (bottom - top);
    const [from, to] = [yOf(scale.start), yOf(value)];
    path.setAttribute(
      "d",
      `M${left},${from}C${left + 0.25 * (right - left)},${to} ${left + 0.5 * (right - left)},${to} ${right},${to}`,
    );
    set(knob, { cx: right, cy: to });
    set(label, { x: right - 12, y: to < top + 24 ? to + 20 : to - 10 });
    set(grip, { x: right - reach, y: top, height: bottom - top });
    label.textContent = `your guess ${formatNumber(value, 2)}`;
  };
  const findDrawing = () => figure.querySelector<SVGSVGElement>("figure[data-asks] svg[data-scale]");
  const place = () => {
    const drawing = findDrawing();
    const box = drawing?.getBoundingClientRect();
    if (!drawing || !box || box.width === 0) return;
    const around = figure.getBoundingClientRect();
    set(layer, { viewBox: drawing.getAttribute("viewBox") ?? "", width: box.width, height: box.height });
    layer.style.left = `${box.left - around.left}px`;
    layer.style.top = `${box.top - around.top}px`;
    draw();
  };
  // To ask for sizes whenever something changes would lay out the page again and again.
  let frame = 0;
  const placeLater = () => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(place);
  };
  const look = () => {
    const drawing = findDrawing();
    const text = drawing?.dataset["scale"] ?? "";
    if (drawing && text !== known) {
      known = text;
      scale = readScale(drawing);
      if (scale !== null) drawn(scale);
    }
    placeLater();
  };
  const stop = followDrags(grip, (event) => {
    if (scale === null) return;
    const box = layer.getBoundingClientRect();
    const y = ((event.clientY - box.top) * layer.viewBox.baseVal.height) / box.height;
    const { top, bottom } = scale.area;
    dragged(scale.valueAt(Math.min(1, Math.max(0, (bottom - y) / (bottom - top)))));
  });
  const changed = new MutationObserver((changes) => {
    if (changes.some(({ target }) => target !== layer && !layer.contains(target))) look();
  });
  changed.observe(figure, { childList: true, subtree: true });
  if (typeof ResizeObserver !== "undefined") new ResizeObserver(place).observe(figure);
  // Whoever asked for the line has it by then.
  queueMicrotask(look);
  return {
    show: (shown) => {
      value = shown;
      draw();
    },
    lock: () => {
      stop();
      grip.remove();
      layer.classList.add("locked");
    },
  };
}

function set(element: Element, attributes: Readonly<Record<string, string | number>>): void {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
}

/** @returns the function that ends it */
function followDrags(grip: SVGElement, moved: (event: PointerEvent) => void): () => void {
  const ending = new AbortController();
  const { signal } = ending;
  grip.addEventListener(
    "pointerdown",
    (event) => {
      event.preventDefault();
      grip.setPointerCapture(event.pointerId);
      moved(event);
    },
    { signal },
  );
  grip.addEventListener(
    "pointermove",
    (event) => {
      if (grip.hasPointerCapture(event.pointerId)) moved(event);
    },
    { signal },
  );
  return () => ending.abort();
}
