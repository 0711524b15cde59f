import { computing } from "../../../host/library/computing-groups.ts";
import type { LibraryEntry } from "../../../host/library/library-entry.ts";

const entries: ReadonlyMap<string, LibraryEntry> = new Map(
  Object.values(computing).flatMap((group) => Object.entries(group as Readonly<Record<string, LibraryEntry>>)),
);
const find = entries.get.bind(entries);

/** The course's functions that compute: what trains, draws or needs the page is not there while an answer is graded. */
export function loadComputing(name: string): Promise<unknown> | undefined {
  return find(name)?.load();
}
