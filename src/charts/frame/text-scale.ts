/**
 * Drawings count in units, sixteen to the rem: at the usual font size a unit is a pixel. A reader with a larger font gets
 * the drawing for fewer units, at the same width, so that its texts, margins and marks grow together with the page's.
 */
const unitsPerRem = 16;

/** A length of a drawing, for a style sheet or an attribute: "41rem" of 656 units. */
export function inRem(units: number): string {
  return `${units / unitsPerRem}rem`;
}

/** Pixels of a unit: 1, or more where the reader has chosen a larger font. */
export function pixelsPerUnit(): number {
  const size = parseFloat(getComputedStyle(document.documentElement).fontSize);
  return size > 0 ? size / unitsPerRem : 1;
}

/** Gives the drawings in an element, or the element itself if it is one, their sizes in rem; what they hold scales with them. */
export function scaleToText<E extends Element>(drawn: E): E {
  const drawings = drawn.localName === "svg" ? [drawn] : drawn.querySelectorAll("svg");
  for (const drawing of drawings) {
    // A drawing within a drawing counts in the outer one's units.
    if (drawing.parentElement?.closest("svg")) continue;
    for (const side of ["width", "height"]) {
      const units = Number(drawing.getAttribute(side) ?? NaN);
      if (units > 0) drawing.setAttribute(side, inRem(units));
    }
  }
  return drawn;
}

/** Where along a drawing a pointer is, in its units, whatever size the drawing has on the page. */
export function unitsFromLeft({ clientX }: Pick<PointerEvent, "clientX">, svg: SVGSVGElement): number {
  const { left, width } = svg.getBoundingClientRect();
  const { viewBox } = svg;
  return viewBox.baseVal.x + ((clientX - left) * viewBox.baseVal.width) / width;
}
