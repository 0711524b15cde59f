import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { refuse } from "../../src/core/errors.ts";
import { readKey, type Key } from "../../src/homework/assignment/key.ts";

/** A key, and where its private modules lie. */
export interface OpenKey {
  readonly key: Key;
  readonly text: string;
  readonly loadModule: (path: string) => Promise<unknown>;
}

/** Keys of one assignment by version: a submission is graded by the version that the student had. */
export type OpenKeys = ReadonlyMap<number, OpenKey>;

/** @throws CourseError if a key cannot be read, or they belong to several assignments */
export function readKeys(paths: readonly string[]): OpenKeys {
  const keys = new Map<number, OpenKey>();
  let assignment: string | null = null;
  for (const path of paths) {
    const opened = openKey(path);
    assignment ??= opened.key.assignment;
    if (opened.key.assignment !== assignment) {
      throw refuse(path, `it is the key of "${opened.key.assignment}", not of "${assignment}"`, "Grade one at a time.");
    }
    const { version } = opened.key;
    if (keys.has(version))
      throw refuse(path, `there is another key of version ${version}`, "Pass one for each version.");
    keys.set(version, opened);
  }
  return keys;
}

/** The newest version: by it those are listed who handed in nothing. */
export function newestOf(keys: OpenKeys): Key {
  const newest = keys.get(Math.max(...keys.keys()));
  if (newest === undefined) throw refuse("--key", "no key is named", "Add --key KEY.json.");
  return newest.key;
}

function openKey(path: string): OpenKey {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    throw refuse(path, "there is no such file", "Pass the key that npm run assignment wrote.");
  }
  const folder = dirname(resolve(path));
  const loadModule = async (name: string): Promise<unknown> => {
    const module = (await import(pathToFileURL(resolve(folder, name)).href)) as { readonly default?: unknown };
    return module.default;
  };
  return { key: readKey(text, path), text, loadModule };
}
