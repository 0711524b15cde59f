/** The content box of an element, in CSS pixels. */
export interface ContentSize {
  readonly width: number;
  readonly height: number;
}

export interface Measurement {
  /** Asked when it comes to measuring: whoever asks may have put the element into the page by then, or have ended. */
  readonly isWanted: () => boolean;
  readonly tell: (size: ContentSize) => void;
}

const waiting = new Map<Element, Measurement>();

/**
 * Measures an element as it will be once all that hides it is shown, e.g. a figure in a box that waits for a guess. It
 * is done a moment later, for all elements at once: that is one layout, not one for each.
 */
export function measureAsShown(element: Element, measurement: Measurement): void {
  if (waiting.size === 0) setTimeout(measureAll);
  waiting.set(element, measurement);
}

function measureAll(): void {
  const wanted = [...waiting].filter(([, { isWanted }]) => isWanted());
  waiting.clear();
  const hideAgain = showHidden(wanted.map(([element]) => element));
  const sizes = wanted.map(([element]) => contentSize(element));
  hideAgain();
  for (const [at, [, { tell }]] of wanted.entries()) tell(sizes[at] ?? { width: 0, height: 0 });
}

/** Gives elements, and what they stand in, a place in the layout until the call of what is returned. Nothing is painted. */
function showHidden(elements: readonly Element[]): () => void {
  const within = new Set(elements.flatMap((element) => [...selfAndAncestors(element)]));
  const hidden = [...within].filter((each) => getComputedStyle(each).display === "none");
  const restore = hidden.map((each) => {
    const had = each.hasAttribute("style");
    const [value, priority] = [each.style.getPropertyValue("display"), each.style.getPropertyPriority("display")];
    // A row is one; what else there is fills the one column of a grid as it would fill a block.
    each.style.setProperty("display", "grid", "important");
    return () => {
      each.style.setProperty("display", value, priority);
      if (!had) each.removeAttribute("style");
    };
  });
  return () => restore.forEach((each) => each());
}

function* selfAndAncestors(element: Element): Generator<HTMLElement> {
  for (let at: Element | null = element; at !== null; at = at.parentElement) if (at instanceof HTMLElement) yield at;
}

function contentSize(element: Element): ContentSize {
  const { width, height } = element.getBoundingClientRect();
  const style = getComputedStyle(element);
  const less = (...sides: readonly ("Left" | "Right" | "Top" | "Bottom")[]): number =>
    sides.reduce((sum, side) => {
      const [padding, border] = [style[`padding${side}`], style[`border${side}Width`]];
      return sum + (parseFloat(padding) || 0) + (parseFloat(border) || 0);
    }, 0);
  return { width: Math.max(0, width - less("Left", "Right")), height: Math.max(0, height - less("Top", "Bottom")) };
}
