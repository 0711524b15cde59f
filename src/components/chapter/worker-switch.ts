import { chosenWorkers, coreCount, preferWorkers, usualWorkers } from "../../training/page/worker-preference.ts";

const usual = "usual";

/**
 * Says how many workers train at once, and lets the reader change it, up to one for each core. The choice is kept in the
 * browser; runs that have begun stay as they are.
 */
export function connectWorkerSwitch(document: Document): void {
  const root = document.querySelector<HTMLElement>("[data-worker-switch]");
  const select = root?.querySelector("select");
  if (!root || !select) return;
  const chosen = chosenWorkers();
  const most = Math.max(coreCount(), chosen ?? 1);
  // A single core has nothing to choose
  if (most < 2) return;
  select.append(optionOf(document, usual, `usual (${usualWorkers()})`));
  for (let count = 1; count <= most; count++) select.append(optionOf(document, String(count), String(count)));
  select.value = chosen === null ? usual : String(chosen);
  select.addEventListener("change", () => preferWorkers(select.value === usual ? null : Number(select.value)));
  root.hidden = false;
}

function optionOf(document: Document, value: string, text: string): HTMLOptionElement {
  const option = document.createElement("option");
  option.value = value;
  option.textContent = text;
  return option;
}
