import { matchesWords } from "../site/match-words.ts";

/** "23 of 151 claims". */
export function countWords(shown: number, total: number): string {
  if (shown === total) return `${total} claims`;
  return shown === 0 ? "No claim has these words and this verdict." : `${shown} of ${total} claims`;
}

interface Choice {
  readonly words: string;
  /** Empty for all verdicts. */
  readonly verdict: string;
}

/** Lets the reader choose rows by words and verdict; the choice stands in the address, so that it can be passed on. */
export function connectClaimFilter(root: Document): void {
  const filter = root.querySelector<HTMLElement>("[data-claim-filter]");
  const field = filter?.querySelector<HTMLInputElement>("input[type=search]");
  if (!filter || !field) return;
  filter.hidden = false;
  const radios = [...filter.querySelectorAll<HTMLInputElement>("input[type=radio]")];
  const read = (): Choice => ({
    words: field.value.trim(),
    verdict: radios.find(({ checked }) => checked)?.value ?? "",
  });
  const set = ({ words, verdict }: Choice) => {
    field.value = words;
    for (const radio of radios) radio.checked = radio.value === verdict;
    show(root, filter, read());
  };
  const { searchParams } = new URL(location.href);
  const verdict = searchParams.get("verdict") ?? "";
  const known = radios.some(({ value }) => value === verdict);
  set({ words: searchParams.get("words") ?? "", verdict: known ? verdict : "" });
  filter.addEventListener("input", () => {
    show(root, filter, read());
    history.replaceState(history.state, "", addressOf(read()));
  });
  const showTarget = () => {
    const target = root.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target?.matches("[data-row-verdict][hidden]")) return;
    set({ words: "", verdict: "" });
    history.replaceState(history.state, "", addressOf(read()));
    target.scrollIntoView();
  };
  addEventListener("hashchange", showTarget);
  showTarget();
}

function show(root: Document, filter: HTMLElement, { words, verdict }: Choice): void {
  const rows = [...root.querySelectorAll<HTMLElement>("[data-row-verdict]")];
  for (const row of rows) {
    const isMeant = verdict === "" || row.dataset["rowVerdict"] === verdict;
    row.hidden = !(isMeant && matchesWords(row.textContent ?? "", words));
  }
  for (const group of root.querySelectorAll<HTMLElement>("[data-claim-group]"))
    group.hidden = group.querySelector("[data-row-verdict]:not([hidden])") === null;
  const status = filter.querySelector("[role=status]");
  const shown = rows.filter(({ hidden }) => !hidden).length;
  if (status) status.textContent = countWords(shown, rows.length);
}

function addressOf({ words, verdict }: Choice): string {
  const address = new URL(location.href);
  for (const [name, value] of Object.entries({ words, verdict })) {
    if (value === "") address.searchParams.delete(name);
    else address.searchParams.set(name, value);
  }
  return address.href;
}
