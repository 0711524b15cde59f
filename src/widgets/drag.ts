/** A place in a drawing, in its units. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

export interface DragOptions {
  /** Called when it is let go somewhere else. */
  readonly dropped: (place: Place) => void;
  /** Called when it was pressed and hardly moved. */
  readonly clicked: () => void;
}

/** Shorter ways are a press: fingers tremble. In units of the drawing. */
const slack = 6;

/** Lets a part of a drawing be dragged by pointer or finger, or pressed. It springs back: whoever is told draws it anew. */
export function makeDraggable(svg: SVGSVGElement, part: SVGGElement, { dropped, clicked }: DragOptions): void {
  let start: Place | null = null;
  let end: Place | null = null;
  part.classList.add("draggable");
  part.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    part.setPointerCapture(event.pointerId);
    part.classList.add("dragged");
    svg.classList.add("dragging");
    start = placeIn(svg, event);
    end = start;
  });
  part.addEventListener("pointermove", (event) => {
    if (start === null) return;
    end = placeIn(svg, event);
    part.setAttribute("transform", `translate(${end.x - start.x} ${end.y - start.y})`);
  });
  const finish = (event: Event): void => {
    const [from, to] = [start, end];
    start = null;
    part.classList.remove("dragged");
    svg.classList.remove("dragging");
    part.removeAttribute("transform");
    if (from === null || to === null || event.type === "pointercancel") return;
    if (Math.hypot(to.x - from.x, to.y - from.y) < slack) clicked();
    else dropped(to);
  };
  part.addEventListener("pointerup", finish);
  part.addEventListener("pointercancel", finish);
}

/** Where a pointer is, in the drawing's units. */
export function placeIn(svg: SVGSVGElement, { clientX, clientY }: Pick<PointerEvent, "clientX" | "clientY">): Place {
  const { left, top, width, height } = svg.getBoundingClientRect();
  const { x, y, width: units, height: tall } = svg.viewBox.baseVal;
  return { x: x + ((clientX - left) * units) / width, y: y + ((clientY - top) * tall) / height };
}

export function distance(a: Place, b: Place): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
