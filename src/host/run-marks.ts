import { findTabStorage, keepText, readJson } from "../browser/storage.ts";
import type { Notebook } from "./notebook.ts";

/** Which cells are running, kept where it outlives the page but not the tab. */
export interface RunMarks {
  /** Cells that were running when the page of this chapter was last lost, the latest to start last. */
  readonly lost: readonly string[];
  /** Marks the notebook's runs from now on. @returns the function that ends it */
  follow(notebook: Pick<Notebook, "subscribe">): () => void;
}

/** What tells that the page is left in good order, or that the browser may take it away while nobody looks. */
export interface PageLife {
  addEventListener(type: "pagehide" | "pageshow" | "visibilitychange", listener: () => void, options?: object): void;
  readonly isHidden: boolean;
  /** Calls back as soon as the page has had a turn. */
  later(callback: () => void): void;
}

/**
 * Opens the marks of a chapter. A page that is closed or left takes its marks along; one that hung or crashed cannot, so
 * that the next page in the tab finds them.
 */
export function openRunMarks(slug: string, storage = findTabStorage(), page: PageLife = browserPage): RunMarks {
  const key = `running:${slug}`;
  const lost = readMarks(storage, key);
  write(storage, key, []);
  return { lost, follow: (notebook) => follow(notebook, (ids) => write(storage, key, ids), page) };
}

function follow(
  notebook: Pick<Notebook, "subscribe">,
  keep: (ids: readonly string[]) => void,
  page: PageLife,
): () => void {
  const running = new Set<string>();
  const stop = new AbortController();
  let isDue = false;
  const show = () => keep(page.isHidden ? [] : [...running]);
  const unsubscribe = notebook.subscribe((id, { state }) => {
    if (state.kind === "running") {
      if (running.has(id)) return;
      running.add(id);
      // At once: the cell's code is called next, and may never return.
      show();
    } else if (running.delete(id) && !isDue) {
      isDue = true;
      page.later(() => {
        isDue = false;
        show();
      });
    }
  });
  page.addEventListener("pagehide", () => keep([]), { signal: stop.signal });
  page.addEventListener("pageshow", show, { signal: stop.signal });
  page.addEventListener("visibilitychange", show, { signal: stop.signal });
  return () => {
    unsubscribe();
    stop.abort();
    keep([]);
  };
}

const browserPage: PageLife = {
  addEventListener(type, listener, options) {
    (type === "visibilitychange" ? document : window).addEventListener(type, listener, options);
  },
  get isHidden() {
    return document.hidden;
  },
  later: (callback) => void setTimeout(callback),
};

function readMarks(storage: Storage | null, key: string): readonly string[] {
  const value = readJson(storage, key);
  return Array.isArray(value) ? value.filter((id) => typeof id === "string") : [];
}

function write(storage: Storage | null, key: string, ids: readonly string[]): void {
  // Without storage there is no way to tell the next page.
  keepText(storage, key, ids.length === 0 ? null : JSON.stringify(ids));
}
