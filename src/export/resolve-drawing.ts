import { removeHandlers } from "./still-copy.ts";

/** What a drawing takes from style sheets, and whether its parts take it from the part around them. */
const properties: readonly (readonly [name: string, isInherited: boolean])[] = [
  ["color", true],
  ["fill", true],
  ["fill-opacity", true],
  ["stroke", true],
  ["stroke-width", true],
  ["stroke-dasharray", true],
  ["stroke-linecap", true],
  ["stroke-linejoin", true],
  ["stroke-opacity", true],
  ["font-family", true],
  ["font-size", true],
  ["font-weight", true],
  ["font-style", true],
  ["font-variant-numeric", true],
  ["text-anchor", true],
  ["visibility", true],
  ["paint-order", true],
  ["dominant-baseline", true],
  ["display", false],
  ["opacity", false],
  ["mix-blend-mode", false],
];

const initial: Readonly<Record<string, string>> = { opacity: "1", "mix-blend-mode": "normal" };

/**
 * Copies a drawing of the open page with everything that it takes from style sheets written into it, so that it looks the
 * same alone. Read it while the page has the colours that the copy is to have.
 */
export function resolveDrawing(live: SVGSVGElement, background: string): SVGSVGElement {
  const copy = document.implementation.createHTMLDocument().importNode(live, true);
  const copies = [copy, ...copy.querySelectorAll("*")];
  for (const [at, element] of [live, ...live.querySelectorAll("*")].entries()) {
    const still = copies[at];
    if (still instanceof SVGElement) resolveElement(element, still, at === 0);
  }
  for (const element of copy.querySelectorAll("style, script, foreignObject")) element.remove();
  // No pointer is over a file: what follows it on the page is left out.
  for (const element of copy.querySelectorAll("g[visibility=hidden]")) element.remove();
  for (const element of [copy, ...copy.querySelectorAll("*")]) removeHandlers(element);
  const { width, height } = sizeOf(live);
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(Math.round(width)));
  copy.setAttribute("height", String(Math.round(height)));
  copy.setAttribute("style", `background: ${background}`);
  return copy;
}

/** In pixels, as it is drawn; as its author has it where it is folded away just now. */
function sizeOf(live: SVGSVGElement): { readonly width: number; readonly height: number } {
  const drawn = live.getBoundingClientRect();
  if (drawn.width * drawn.height > 0) return drawn;
  const box = live.viewBox.baseVal as SVGRect | null;
  const read = (name: "width" | "height") => parseFloat(live.getAttribute(name) ?? "") || box?.[name];
  return { width: read("width") || 300, height: read("height") || 150 };
}

function resolveElement(live: Element, still: SVGElement, isRoot: boolean): void {
  const styles = getComputedStyle(live);
  const around = isRoot || !live.parentElement ? null : getComputedStyle(live.parentElement);
  still.removeAttribute("style");
  still.removeAttribute("class");
  // A curve that waits for its reader's guess is hidden on the page; in a file nothing can be guessed.
  const isAsked = live.closest(".asked") !== null;
  if (styles.display === "none" && !isAsked) {
    still.setAttribute("display", "none");
    return;
  }
  for (const [name, isInherited] of properties) {
    const value = styles.getPropertyValue(name);
    const usual = isInherited ? around?.getPropertyValue(name) : initial[name];
    // A figure that waits for its reader's guess is hidden on the page.
    const isVeil = isRoot && name === "visibility";
    if (name === "display" || isVeil || value === usual) still.removeAttribute(name);
    else still.setAttribute(name, value);
  }
}
