import { resolve } from "node:path";
import type { CodeHashes } from "../../src/course/drawings.ts";
import { readModule, readVersion, type ModuleCode } from "./module-code.ts";

/** Who imports whom in the repository, read as far as it is asked for. */
export class ModuleGraph {
  readonly #root: string;
  readonly #known = new Map<string, ModuleCode>();

  constructor(root = process.cwd()) {
    this.#root = resolve(root);
  }

  /** @throws Error if there is no such module */
  read(path: string): ModuleCode {
    const known = this.#known.get(path) ?? readModule(path, this.#root);
    this.#known.set(path, known);
    return known;
  }

  /**
   * The given modules and all that they import, directly or through others.
   * @param leaveOut modules that do not count, nor what only they import; the given ones always count
   */
  reach(modules: Iterable<string>, leaveOut: (path: string) => boolean): CodeHashes {
    const found = new Set(modules);
    const hashes = new Map<string, string>();
    for (const path of found) {
      const { hash, modules: imported, packages } = this.read(path);
      hashes.set(path, hash);
      for (const next of imported) if (!leaveOut(next)) found.add(next);
      for (const name of packages) hashes.set(name, readVersion(name, this.#root));
    }
    return Object.fromEntries([...hashes].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}

/**
 * What is not as it was, by path: modules that changed or came, and, if there are none of these, modules that went. A
 * module that was only moved is as it was.
 */
export function changedCode(before: CodeHashes, now: CodeHashes): string[] {
  const missingFrom = (others: CodeHashes) => {
    const known = new Set(Object.values(others));
    return ([path, hash]: readonly [string, string]): boolean => others[path] !== hash && !known.has(hash);
  };
  const changed = Object.entries(now).filter(missingFrom(before));
  const gone = Object.entries(before).filter(missingFrom(now));
  return (changed.length > 0 ? changed : gone).map(([path]) => path);
}
