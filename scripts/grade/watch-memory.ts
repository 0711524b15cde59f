import { readdirSync, readFileSync } from "node:fs";

const everyMs = 300;

/** Linux counts resident memory in pages. */
const bytesPerPage = 4096;

/**
 * Ends those processes of a browser that show pages and hold too much: V8's own limit counts no typed arrays. Where there
 * is no /proc, that limit is the only one.
 * @param browser id of the browser's first process
 * @returns what ends the watch
 */
export function watchMemory(browser: number, megabytes: number): () => void {
  const timer = setInterval(() => {
    for (const id of renderersOf(browser)) if (residentBytes(id) > megabytes * 1e6) end(id);
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}

function renderersOf(browser: number): readonly number[] {
  const ids = attempt(() => readdirSync("/proc").filter((name) => /^\d+$/.test(name))) ?? [];
  const parents = new Map(ids.map((id) => [Number(id), parentOf(id)]));
  const descends = (id: number): boolean => {
    for (let at = parents.get(id); at !== undefined && at > 1; at = parents.get(at)) if (at === browser) return true;
    return false;
  };
  return [...parents.keys()].filter((id) => descends(id) && isRenderer(id));
}

function parentOf(id: string): number {
  const text = attempt(() => readFileSync(`/proc/${id}/stat`, "utf8")) ?? "";
  // Behind the program's name, which may hold spaces: state, parent.
  return Number(text.slice(text.lastIndexOf(")") + 2).split(" ")[1] ?? 0);
}

function isRenderer(id: number): boolean {
  return attempt(() => readFileSync(`/proc/${id}/cmdline`, "utf8"))?.includes("--type=renderer") ?? false;
}

function residentBytes(id: number): number {
  const [, resident = "0"] = attempt(() => readFileSync(`/proc/${id}/statm`, "utf8"))?.split(" ") ?? [];
  return Number(resident) * bytesPerPage;
}

function end(id: number): void {
  attempt(() => process.kill(id, "SIGKILL"));
}

/** A process may end between two looks at it. */
function attempt<Result>(look: () => Result): Result | null {
  try {
    return look();
  } catch {
    return null;
  }
}
