import type { Page } from "@playwright/test";

/**
 * Static HTML of every cell's output, by cell id, as the open page shows it. Changes the page, which is of no use
 * afterwards. Each step runs in the page and so holds all that it needs.
 */
export async function captureOutputs(page: Page): Promise<Record<string, string>> {
  await page.evaluate(awaitDrawings);
  await page.evaluate(drawCanvasesAsImages);
  await page.evaluate(switchControlsOff);
  await page.evaluate(renameIds);
  return page.evaluate(readOutputs);
}

/** What is drawn to a width is drawn after the cell has run: sizes are told after a layout. */
async function awaitDrawings(): Promise<void> {
  for (let frame = 0; frame < 4; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
  await new Promise((resolve) => setTimeout(resolve, 100));
}

/** A canvas would be empty in a copy of the page. */
function drawCanvasesAsImages(): void {
  for (const canvas of document.querySelectorAll<HTMLCanvasElement>("[data-cell] canvas")) {
    const image = document.createElement("img");
    for (const { name, value } of canvas.attributes) if (name !== "role") image.setAttribute(name, value);
    image.src = canvas.toDataURL("image/png");
    image.alt = canvas.getAttribute("aria-label") ?? "";
    canvas.replaceWith(image);
  }
}

/** Nothing answers a control before scripts have run. It shows the value that the recorded run had. */
function switchControlsOff(): void {
  for (const control of document.querySelectorAll(".cell-output :is(input, select, button, textarea)")) {
    control.setAttribute("disabled", "");
    if (control instanceof HTMLInputElement) control.setAttribute("value", control.value);
    if (control instanceof HTMLInputElement) control.toggleAttribute("checked", control.checked);
    if (control instanceof HTMLSelectElement) control.options[control.selectedIndex]?.setAttribute("selected", "");
  }
}

/**
 * The living output comes beside the recorded one, and wants its ids; and radio buttons of one name that stand in no form
 * would exclude each other.
 */
function renameIds(): void {
  for (const output of document.querySelectorAll(".cell-output")) {
    const prefix = `recorded-${output.closest<HTMLElement>("[data-cell]")?.dataset["cell"]}-`;
    const radios = output.querySelectorAll<HTMLInputElement>('input[type="radio"]:not(form *)');
    const ids = new Set([
      ...Array.from(output.querySelectorAll("[id]"), ({ id }) => id),
      ...Array.from(radios, ({ name }) => name),
    ]);
    const rename = (id: string) => (ids.has(id) ? prefix + id : id);
    for (const element of output.querySelectorAll("*")) {
      for (const { name, value } of [...element.attributes]) {
        const isReference = name === "id" || name === "for" || name === "name" || name.startsWith("aria-");
        const renamed = isReference
          ? value.split(" ").map(rename).join(" ")
          : value.replace(/(^#|url\(#)([^)]+)/g, (_, before: string, id: string) => before + rename(id));
        if (renamed !== value) element.setAttribute(name, renamed);
      }
    }
    // A table brings the alignment of its columns as a style sheet of its own
    for (const sheet of output.querySelectorAll("style")) {
      sheet.textContent = sheet.textContent.replace(/#([\w-]+)/g, (_, id: string) => `#${rename(id)}`);
    }
  }
}

function readOutputs(): Record<string, string> {
  const outputs: Record<string, string> = {};
  for (const cell of document.querySelectorAll<HTMLElement>("[data-cell]")) {
    const shown = cell.matches("inline-cell") ? cell : cell.querySelector(".cell-output");
    if (shown?.innerHTML) outputs[cell.dataset["cell"] ?? ""] = shown.innerHTML;
  }
  return outputs;
}
