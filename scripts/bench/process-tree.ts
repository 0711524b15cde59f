import { sumOf } from "../../src/core/statistics.ts";
import { readdirSync, readFileSync } from "node:fs";

export interface TreeUse {
  /** Of all processor cores, since each process began. */
  readonly cpuMs: number;
  readonly residentMb: number;
}

/** Linux counts processor time in hundredths of a second. */
const msPerTick = 10;

/**
 * What a process and all that it started use: a browser is a dozen processes, and WebGL in software computes in
 * another than the page.
 * @returns null where there is no /proc
 */
export function readTree(root: number): TreeUse | null {
  const parents = readParents();
  if (parents === null) return null;
  const members = [...parents.keys()].filter((id) => descends(id, root, parents));
  return {
    cpuMs: sumOf(members, (id) => (parents.get(id)?.ticks ?? 0) * msPerTick),
    residentMb: sumOf(members, readResident),
  };
}

interface Entry {
  readonly parent: number;
  readonly ticks: number;
}

function readParents(): Map<number, Entry> | null {
  const ids = attempt(() => readdirSync("/proc").filter((name) => /^\d+$/.test(name)));
  if (ids === null) return null;
  const entries = new Map<number, Entry>();
  for (const id of ids) {
    const text = attempt(() => readFileSync(`/proc/${id}/stat`, "utf8"));
    // Behind the program's name, which may hold spaces: state, parent, …; user and system time are the 12th and 13th
    const fields = text?.slice(text.lastIndexOf(")") + 2).split(" ");
    if (fields) entries.set(Number(id), { parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) });
  }
  return entries;
}

function descends(id: number, root: number, entries: ReadonlyMap<number, Entry>): boolean {
  for (let at: number | undefined = id; at !== undefined && at > 0; at = entries.get(at)?.parent) {
    if (at === root) return true;
  }
  return false;
}

/** Its own pages, and its share of those that it has in common with others, in megabytes. */
function readResident(id: number): number {
  const text = attempt(() => readFileSync(`/proc/${id}/smaps_rollup`, "utf8"));
  return Number(/^Pss:\s+(\d+) kB/m.exec(text ?? "")?.[1] ?? 0) / 1024;
}

/** A process may end between two looks at it. */
function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}
