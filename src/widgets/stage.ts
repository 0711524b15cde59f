import { htmlElement } from "../browser/elements.ts";
import { scaleToText } from "../charts/frame/text-scale.ts";
import { watchWidth } from "../charts/frame/watch-width.ts";

/** Before a drawing is on the page nobody knows its width; this is the text's, in units. */
const usualWidth = 656;

/** The place of a drawing that changes with what the reader does, and with its width. */
export interface Stage {
  readonly element: HTMLElement;
  /** Draws again. */
  readonly redraw: () => void;
}

/**
 * @param draw the drawing for a width in units, and what it shows in words
 * @param expected the width to draw for until the place has one
 */
export function createStage(
  draw: (width: number) => { readonly svg: Element; readonly label: string },
  expected = usualWidth,
): Stage {
  const element = htmlElement("div", { class: "chart-plot", role: "img" });
  let width = expected;
  const redraw = (): void => {
    const { svg, label } = draw(width);
    element.setAttribute("aria-label", label);
    element.replaceChildren(scaleToText(svg));
  };
  redraw();
  watchWidth(element, width, (changed) => {
    width = changed;
    redraw();
  });
  return { element, redraw };
}
