import { svgElement } from "../../browser/elements.ts";

/** An arc of the drawing: from a cell to one that uses its names. */
export interface Arc {
  readonly from: string;
  readonly to: string;
}

/** How far arcs reach to the side, in pixels. */
const reach = 56;

/**
 * Draws, beside a list of cells, an arc from each cell to those that it feeds: below one another on the right of the
 * drawing, so that the rows stand next to their ends. Only for looking at: the list says the same in words.
 */
export class DependencyArcs {
  readonly root: SVGSVGElement;
  #paths = new Map<string, SVGPathElement>();

  constructor() {
    this.root = svgElement("svg", { class: "dependency-arcs", "aria-hidden": "true", width: reach + 8 });
  }

  /** @param rows where each row's middle is, in pixels from the top of the list */
  draw(arcs: readonly Arc[], rows: ReadonlyMap<string, number>, height: number): void {
    this.root.setAttribute("height", String(Math.ceil(height)));
    const drawn = new Map<string, SVGPathElement>();
    for (const arc of arcs) {
      const [start, end] = [rows.get(arc.from), rows.get(arc.to)];
      if (start === undefined || end === undefined) continue;
      const key = `${arc.from} ${arc.to}`;
      const path = this.#paths.get(key) ?? createPath(arc);
      path.setAttribute("d", pathOf(start, end));
      drawn.set(key, path);
    }
    this.#paths = drawn;
    this.root.replaceChildren(...drawn.values());
  }

  /** Lets the arcs of one cell stand out; null for none. */
  emphasize(id: string | null): void {
    this.root.toggleAttribute("data-emphasis", id !== null);
    for (const path of this.#paths.values()) {
      const { from, to } = path.dataset;
      if (id !== null && from === id) path.setAttribute("data-side", "feeds");
      else if (id !== null && to === id) path.setAttribute("data-side", "needs");
      else path.removeAttribute("data-side");
    }
  }
}

function createPath({ from, to }: Arc): SVGPathElement {
  return svgElement("path", { "data-from": from, "data-to": to });
}

/** Long arcs reach further out, so that short ones stay within. A tick marks the end that is fed. */
function pathOf(start: number, end: number): string {
  const right = reach + 4;
  const left = right - Math.min(reach, 10 + 4 * Math.sqrt(Math.abs(end - start)));
  const curve = `M${right} ${start} C${left} ${start} ${left} ${end} ${right} ${end}`;
  return `${curve} m-5 -3.5 l5 3.5 l-5 3.5`;
}
