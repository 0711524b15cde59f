import type { Key } from "../assignment/key.ts";
import type { HandIn } from "../downloads/hand-in.ts";
import type { RosterRow } from "./roster.ts";

/** A student of the class, and the files that are the student's, or the group's: the latest first, by the LMS's time. */
export interface ClassRow {
  readonly row: RosterRow;
  /** What the student, or anybody of the student's group, is called. */
  readonly names: readonly string[];
  readonly handIns: readonly HandIn[];
}

export interface ClassList {
  /** In the order of the roster, everybody. */
  readonly rows: readonly ClassRow[];
  /** Files of nobody on the roster. */
  readonly strangers: readonly HandIn[];
}

/**
 * Finds every student's files by all names that the roster has for the student. A file that an LMS gives to several
 * students, or that one of a key's group handed in, is everybody's.
 */
export function classList(roster: readonly RosterRow[], handIns: readonly HandIn[], groups: Key["groups"]): ClassList {
  const taken = new Set<HandIn>();
  const rows = roster.map((row) => {
    const names = namesOf(row, roster, groups);
    const keys = new Set(names.map(plain));
    const own = handIns.filter(({ by }) =>
      by.some(({ key, name }) => keys.has(plain(key)) || keys.has(plain(name ?? ""))),
    );
    for (const handIn of own) taken.add(handIn);
    return {
      row,
      names,
      handIns: own
        .map((handIn, at) => ({ handIn, at }))
        .sort(latestFirst)
        .map(({ handIn }) => handIn),
    };
  });
  return { rows, strangers: handIns.filter((handIn) => !taken.has(handIn)) };
}

function namesOf(row: RosterRow, roster: readonly RosterRow[], groups: Key["groups"]): readonly string[] {
  const group = groups.find(({ students }) => students.some((student) => row.keys.includes(student)));
  if (group === undefined) return row.keys;
  const members = roster.filter(({ keys }) => keys.some((key) => group.students.includes(key)));
  return members.flatMap(({ keys }) => keys);
}

function plain(name: string): string {
  return name.normalize("NFC").trim().toLowerCase();
}

interface Placed {
  readonly handIn: HandIn;
  readonly at: number;
}

/** Where the LMS says no time, what stands later in the download is the later one. */
function latestFirst(one: Placed, other: Placed): number {
  const [a, b] = [one.handIn.when ?? "", other.handIn.when ?? ""];
  return a === b ? other.at - one.at : Date.parse(b) - Date.parse(a) || (a < b ? 1 : -1);
}
