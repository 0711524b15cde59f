import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { numberAssignment } from "../../src/homework/assignment/build-assignment.ts";
import { readKey, type Key } from "../../src/homework/assignment/key.ts";
import { readManifest } from "../../src/homework/assignment/manifest.ts";

/** A release: what students see has a version, and a correction of the key alone is a revision of it. */
export interface Release {
  readonly key: Key;
  /** From the folder of releases. */
  readonly folder: string;
  readonly isNew: boolean;
}

/**
 * The numbers under which an assignment is released: those of an earlier release where nothing is different.
 * @param root the folder of all releases of the assignment
 */
export async function numberRelease(key: Key, modules: ReadonlyMap<string, string>, root: string): Promise<Release> {
  const last = lastNumber(root, "v");
  const isSame = last > 0 && (await isOfVersion(key, last, root));
  const version = isSame ? last : last + 1;
  const folder = join(root, `v${version}`);
  const revision = lastNumber(folder, "r");
  if (revision > 0) {
    const kept = join(folder, `r${revision}`);
    const before = await numberAssignment(key, { version, revision });
    const hasSameModules = [...modules].every(([path, text]) => readIfThere(join(kept, path)) === text);
    const text = readFileSync(join(kept, "key.json"), "utf8");
    const isKept =
      JSON.stringify(readKey(text, join(kept, "key.json"))) === JSON.stringify(readKey(JSON.stringify(before), "key"));
    if (isKept && hasSameModules) return { key: before, folder: join(`v${version}`, `r${revision}`), isNew: false };
  }
  const next = await numberAssignment(key, { version, revision: revision + 1 });
  return { key: next, folder: join(`v${version}`, `r${revision + 1}`), isNew: true };
}

async function isOfVersion(key: Key, version: number, root: string): Promise<boolean> {
  const file = join(root, `v${version}`, "manifest.json");
  const text = readIfThere(file);
  if (text === null) return false;
  const before = readManifest(text, file);
  return before.buildHash === (await numberAssignment(key, { version, revision: 1 })).buildHash;
}

/** The largest n of the folders v1, v2, … there; 0 where there is none. */
function lastNumber(folder: string, letter: "v" | "r"): number {
  if (!existsSync(folder)) return 0;
  const numbers = readdirSync(folder).map((name) => Number(new RegExp(`^${letter}(\\d+)$`).exec(name)?.[1] ?? 0));
  return Math.max(0, ...numbers);
}

/** A file's text; null where there is none. */
export function readIfThere(path: string): string | null {
  return existsSync(path) ? readFileSync(path, "utf8") : null;
}
