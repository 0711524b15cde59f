import { findStorage, keepText } from "../../browser/storage.ts";

type View = "reading" | "code";

/**
 * Lets the reader choose between the chapter without its code and with it. The layout's head has set the view before the
 * first paint; the choice is remembered, and `?code` in the address gives it on with a link.
 */
export function connectViewSwitch(document: Document): void {
  addEventListener("hashchange", () => openLinkedCell(document));
  const root = document.querySelector<HTMLElement>("[data-view-switch]");
  if (!root) return;
  root.hidden = false;
  const inputs = [...root.querySelectorAll<HTMLInputElement>("input[type=radio]")];
  const current = currentView(document);
  for (const input of inputs) {
    input.checked = input.value === current;
    input.addEventListener("change", () => {
      if (input.checked) choose(document, input.value === "code" ? "code" : "reading");
    });
  }
}

/** What the reader looks at stays where it is, as code comes and goes above it. */
function choose(document: Document, view: View): void {
  const kept = keptInView(document);
  const top = kept?.getBoundingClientRect().top ?? 0;
  document.documentElement.dataset["view"] = view;
  keepText(findStorage(), "view", view === "code" ? view : null);
  writeAddress(view);
  if (kept) scrollBy({ top: kept.getBoundingClientRect().top - top, behavior: "instant" });
}

function currentView(document: Document): View {
  return document.documentElement.dataset["view"] === "code" ? "code" : "reading";
}

/** The first block of the text that stands below the upper edge of the screen. */
function keptInView(document: Document): Element | null {
  const blocks = [...document.querySelectorAll(".chapter-header, .prose > :not(notebook-cell)")];
  return blocks.find((block) => block.getBoundingClientRect().top >= 0) ?? null;
}

function writeAddress(view: View): void {
  const query = new URLSearchParams(location.search);
  query.delete("code");
  // A parameter without a value, as people write it.
  const parts = [query.toString(), ...(view === "code" ? ["code"] : [])].filter((part) => part !== "");
  const search = parts.length > 0 ? `?${parts.join("&")}` : "";
  history.replaceState(history.state, "", `${location.pathname}${search}${location.hash}`);
}

function openLinkedCell(document: Document): void {
  document.getElementById(decodeURIComponent(location.hash.slice(1)))?.dispatchEvent(new Event("cell-linked"));
}
