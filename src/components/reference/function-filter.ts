import { matchesWords } from "../site/match-words.ts";

/** "3 of 151 names". */
function countWords(shown: number, total: number): string {
  if (shown === total) return `${total} names`;
  return shown === 0 ? "Nothing here has these words." : `${shown} of ${total} names`;
}

/** Lets the reader choose functions by words; the choice stands in the address, so that it can be passed on. */
export function connectFunctionFilter(root: Document): void {
  const filter = root.querySelector<HTMLElement>("[data-function-filter]");
  const field = filter?.querySelector<HTMLInputElement>("input[type=search]");
  const status = filter?.querySelector<HTMLElement>("[role=status]");
  if (!filter || !field || !status) return;
  // What cells show and what readers write is not looked through.
  const texts = new Map(listEntries(root).map((entry) => [entry, entry.textContent ?? ""]));
  const show = (words: string): void => {
    for (const [entry, text] of texts) entry.hidden = !matchesWords(text, words);
    hideEmptyGroups(root);
    const shown = [...texts.keys()].filter(({ hidden }) => !hidden).length;
    status.textContent = countWords(shown, texts.size);
  };
  const choose = (words: string): void => {
    field.value = words;
    show(words);
  };
  filter.hidden = false;
  choose(new URL(location.href).searchParams.get("words") ?? "");
  filter.addEventListener("input", () => {
    const words = field.value.trim();
    show(words);
    keepInAddress(words);
  });
  const showTarget = (): void => {
    const target = root.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target?.matches("[data-function][hidden]")) return;
    choose("");
    keepInAddress("");
    target.scrollIntoView();
  };
  addEventListener("hashchange", showTarget);
  showTarget();
}

function listEntries(root: Document): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>("[data-function]")];
}

/** Groups of which nothing is left, and what leads to what is hidden. */
function hideEmptyGroups(root: Document): void {
  for (const group of root.querySelectorAll<HTMLElement>("[data-function-group]"))
    group.hidden = group.querySelector("[data-function]:not([hidden])") === null;
  for (const link of root.querySelectorAll<HTMLAnchorElement>("[data-contents] a")) {
    const target = root.getElementById(decodeURIComponent(link.hash.slice(1)));
    const item = link.closest("li");
    if (item) item.hidden = Boolean(target?.closest("[hidden]"));
  }
}

function keepInAddress(words: string): void {
  const address = new URL(location.href);
  if (words === "") address.searchParams.delete("words");
  else address.searchParams.set("words", words);
  history.replaceState(history.state, "", address.href);
}
