import { htmlElement } from "../../browser/elements.ts";

/** From here on the page has a rail and a gutter that is free beside the text (grid.css has the same number). */
const gutterFrom = "(width >= 80rem)";

/**
 * `{data-beside="ID"}` on a table: while its reader goes through what leads up to it, from the heading `#ID` on, its rows
 * stand in the gutter in short, and fill in as their outcomes are guessed. Only for the eye: the table itself is where it
 * is, for the keyboard, assistive technology and paper, and alone on narrower screens.
 */
export function connectGutterBoards(document: Document): void {
  for (const table of document.querySelectorAll<HTMLTableElement>("table[data-beside]")) {
    const heading = document.getElementById(table.dataset["beside"] ?? "");
    const prose = table.closest<HTMLElement>(".prose");
    if (heading && prose) followTable(table, heading, prose);
  }
}

function followTable(table: HTMLTableElement, heading: HTMLElement, prose: HTMLElement): void {
  const list = htmlElement("dl", "gutter-board");
  // Out of the flow: where it stands moves nothing, whatever its rows say.
  const track = htmlElement(
    "div",
    { class: "gutter-track", "aria-hidden": "true", "data-page-only": "", hidden: "" },
    list,
  );
  prose.append(track);
  prose.classList.add("has-board");
  const write = () => {
    const rows = [...table.tBodies].flatMap((body) => [...body.rows]);
    const parts = rows.flatMap((row) => {
      const { name, outcome } = readRow(row);
      return [htmlElement("dt", {}, name), htmlElement("dd", {}, outcome ?? "still open")];
    });
    const fresh = htmlElement("dl", "gutter-board", ...parts);
    if (!fresh.isEqualNode(list)) list.replaceChildren(...fresh.childNodes);
  };
  const place = () => {
    const from = prose.getBoundingClientRect().top;
    const [top, end] = [heading.getBoundingClientRect().top - from, table.getBoundingClientRect().top - from];
    track.style.top = `${top}px`;
    track.style.height = `${Math.max(0, end - top)}px`;
  };
  const wide = matchMedia(gutterFrom);
  const update = () => {
    track.hidden = !wide.matches;
    if (wide.matches) place();
  };
  new MutationObserver(write).observe(table, {
    ...{ childList: true, subtree: true, characterData: true },
    ...{ attributes: true, attributeFilter: ["class"] },
  });
  new ResizeObserver(update).observe(prose);
  wide.addEventListener("change", update);
  write();
}

/** The first cell says what it is about, the third what came out: null as long as that is withheld. */
function readRow(row: HTMLTableRowElement): { readonly name: string; readonly outcome: string | null } {
  const cells = [...row.cells].filter((cell) => !cell.classList.contains("comes-after"));
  const [name, outcome] = [cells[0], cells[2]];
  const isWithheld = outcome?.dataset["after"] !== undefined && !outcome.classList.contains("told");
  return { name: textOf(name), outcome: isWithheld ? null : textOf(outcome) };
}

function textOf(cell: HTMLTableCellElement | undefined): string {
  return cell?.textContent?.trim() ?? "";
}
