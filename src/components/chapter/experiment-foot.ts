import { htmlElement } from "../../browser/elements.ts";
import { findVerdictCells } from "../../claims/verdict-cells.ts";
import type { Notebook } from "../../host/notebook.ts";
import { findUpstream } from "../../notebook/cell-graph.ts";
import type { ChapterCell, Claim } from "../../notebook/chapter.ts";
import { findKnobs } from "../cell/knob-labels.ts";
import { linkToExperiment } from "../reader/experiment-link.ts";
import { saveFigures, type FigureFormat } from "../reader/figure-files.ts";
import { textButton } from "../site/buttons.ts";
import { attempt } from "../site/part-notice.ts";

interface ChapterFacts {
  readonly slug: string;
  readonly cells: readonly ChapterCell[];
  readonly claims: readonly Claim[];
}

/** Completes the line below each experiment: its code, the knobs that it hangs on, its data and figures as files. */
export function connectExperimentFeet(root: Document, notebook: Notebook, chapter: ChapterFacts): void {
  for (const { id } of chapter.claims) {
    const box = root.querySelector<HTMLElement>(`section.experiment[data-claim="${id}"]`);
    const foot = box?.querySelector<HTMLElement>(".experiment-foot");
    if (!box || !foot) continue;
    leaveToFoot(box);
    foot.prepend(codeButton(box, id), ...knobLinks(notebook, chapter.cells, id));
    if (box.querySelector(".experiment-figure figure, .experiment-figure [data-run=auto]")) foot.append(files(box, id));
    foot.append(linkButton(notebook, { slug: chapter.slug, box, id }));
  }
}

/** The link to itself and the code of each cell are no stops for the keyboard: the line below has both. */
function leaveToFoot(box: HTMLElement): void {
  for (const each of box.querySelectorAll<HTMLElement>(".experiment-facts a[href^='#'], .cell-braces"))
    each.tabIndex = -1;
}

/** All cells of the box, in the reader's order. */
function codeButton(box: HTMLElement, id: string): HTMLButtonElement {
  const lines = [...box.querySelectorAll(".cell-source")]
    .map(({ textContent }) => textContent?.split("\n").length ?? 0)
    .reduce((sum, count) => sum + count, 0);
  const length = `${lines} ${lines === 1 ? "line" : "lines"}`;
  return switchButton(box, "shows-code", `Code (${length})`, `Code of ${id}, ${length}`);
}

function switchButton(box: HTMLElement, className: string, words: string, label: string): HTMLButtonElement {
  const button = textButton("experiment-switch", words, () => {
    const isOn = box.classList.toggle(className);
    button.setAttribute("aria-expanded", String(isOn));
  });
  button.setAttribute("aria-expanded", "false");
  button.setAttribute("aria-label", label);
  return button;
}

/** The knobs that the verdict follows from, with their present values: a link leads to where they are turned. */
function knobLinks(notebook: Notebook, cells: readonly ChapterCell[], id: string): HTMLElement[] {
  const verdict = findVerdictCells(cells, id)?.verdict;
  if (verdict === undefined) return [];
  const upstream = new Set(findUpstream(cells, verdict));
  return cells
    .filter((cell) => upstream.has(cell.id) && cell.source.includes("view("))
    .map((cell) => {
      const link = htmlElement("a", { class: "experiment-knobs", href: `#cell-${cell.id}` }, "Knobs");
      const names = findKnobs(cell.source);
      const show = async () => {
        const value: unknown = await notebook.value(cell.id).catch(() => undefined);
        const words = names.map(({ name, label }) => describe(label, readValue(value, name, names.length)));
        const text = `Knobs: ${words.filter((each) => each !== "").join(", ")}`;
        if (words.some((each) => each !== "") && link.textContent !== text) link.textContent = text;
      };
      notebook.subscribe((changed, { state }) => {
        if (changed === cell.id && state.kind === "done") void show();
      });
      // Else as soon as the knobs are there.
      if (notebook.state(cell.id).kind === "done") void show();
      return link;
    });
}

/** A cell of several names has an object of them as its value. */
function readValue(value: unknown, name: string, names: number): unknown {
  if (typeof value === "object" && value !== null && name in value) return (value as Record<string, unknown>)[name];
  return names === 1 ? value : undefined;
}

function describe(label: string, value: unknown): string {
  if (typeof value !== "number" && typeof value !== "string") return "";
  return `${label} ${value}`;
}

/** Copies a link to the experiment with the edits and knobs that it hangs on; where that is refused, the link is shown. */
function linkButton(
  notebook: Notebook,
  { slug, box, id }: { readonly slug: string; readonly box: HTMLElement; readonly id: string },
): HTMLElement {
  const place = htmlElement("span", { class: "experiment-link" });
  const said = htmlElement("span", { role: "status" });
  const copy = async () => {
    const cells = [...box.querySelectorAll<HTMLElement>("notebook-cell")].map(({ dataset }) => dataset["cell"] ?? "");
    const address = await linkToExperiment(notebook, { slug, cells, at: id });
    try {
      await navigator.clipboard.writeText(address);
      said.replaceChildren("copied");
    } catch {
      said.replaceChildren(htmlElement("a", { href: address }, address));
    }
  };
  const button = textButton("experiment-switch", "Link", () => void attempt(place, copy));
  button.setAttribute("aria-label", `Copy a link to ${id} with its settings`);
  place.append(button, said);
  return place;
}

function files(box: HTMLElement, id: string): HTMLElement {
  const place = htmlElement("span", { class: "experiment-files" });
  const data = switchButton(box, "shows-data", "Data", `Conditions and data of ${id}`);
  data.addEventListener("click", () => {
    for (const table of box.querySelectorAll<HTMLDetailsElement>(".chart-data")) {
      table.open = box.classList.contains("shows-data");
    }
  });
  const formats: readonly FigureFormat[] = ["svg", "png", "csv"];
  const saves = formats.map((format) => {
    const button = textButton("experiment-switch", format.toUpperCase(), () => {
      void attempt(place, () => saveFigures(box, id, format));
    });
    button.setAttribute("aria-label", `${format.toUpperCase()} of ${id}`);
    return button;
  });
  place.append(data, ...saves);
  return place;
}
