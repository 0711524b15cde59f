import { explainMissing } from "./load-part.ts";

/** What stands in the drawings that have come, by the address of their file. */
const come = new Map<string, string>();

/** Drawings of the page that stand empty until their file has come. */
export function waitingDrawings(root: ParentNode): readonly SVGSVGElement[] {
  return [...root.querySelectorAll<SVGSVGElement>("svg[data-drawing]")];
}

/** Fills the drawings whose files have come: each then stands as it was drawn. */
export function fillDrawings(root: ParentNode): void {
  for (const svg of waitingDrawings(root)) {
    const drawn = come.get(addressOf(svg));
    if (drawn === undefined) continue;
    svg.removeAttribute("data-drawing");
    svg.innerHTML = drawn;
  }
}

/**
 * Fetches what a drawing waits for, and fills it and others of the same file.
 * @throws PartMissing where the file does not come
 */
export async function fetchDrawing(svg: SVGSVGElement): Promise<void> {
  const address = addressOf(svg);
  if (address !== "" && !come.has(address)) {
    const answer = await fetch(address).catch(() => null);
    const text = answer?.ok ? await answer.text().catch(() => null) : null;
    if (text === null) throw await explainMissing("This figure", [new URL(address, location.href).href]);
    keep(address, text);
  }
  fillDrawings(document);
}

/**
 * Fetches all that still wait, before the page is copied.
 * @throws PartMissing where a file does not come
 */
export async function fetchDrawings(root: ParentNode): Promise<void> {
  await Promise.all(waitingDrawings(root).map((svg) => fetchDrawing(svg)));
}

/** Fetches all that still wait while the page stands still: nothing else is awaited before it is printed. */
export function fetchDrawingsNow(root: ParentNode): void {
  for (const svg of waitingDrawings(root)) {
    const request = new XMLHttpRequest();
    request.open("GET", addressOf(svg), false);
    try {
      request.send();
    } catch {
      // Without a connection paper has what the page has.
      return;
    }
    if (request.status === 200) keep(addressOf(svg), request.responseText);
  }
  fillDrawings(root);
}

/** A file begins with the style sheet that only a picture by itself needs. */
function keep(address: string, file: string): void {
  const sheetEnd = "</style>";
  come.set(address, file.slice(file.indexOf(sheetEnd) + sheetEnd.length, file.lastIndexOf("</svg>")));
}

function addressOf(svg: SVGSVGElement): string {
  return svg.dataset["drawing"] ?? "";
}
