import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, isAbsolute, relative, resolve, sep } from "node:path";
import { refuse } from "../../src/core/errors.ts";

/** Folders that the public build reads or writes. */
const publicFolders = ["src", "public", "chapters", "dist"];

/** The folder of an assignment's file, with all that belongs to its key. */
export class PrivateFolder {
  readonly path: string;
  readonly #file: string;

  /**
   * @param file the assignment's
   * @throws CourseError if there is none, or it lies where the site is built from
   */
  constructor(file: string) {
    if (!statSync(file, { throwIfNoEntry: false })?.isFile()) {
      const remedy = "npm run assignment -- new FILE writes one to start from.";
      throw refuse(file, "there is no such file", remedy);
    }
    this.#file = file;
    this.path = realpathSync(dirname(resolve(file)));
    refusePublic(this.path, file);
  }

  readAssignment(): string {
    return readFileSync(this.#file, "utf8");
  }

  /** The text of a file in the folder; null where there is none, or it leads out of the folder. */
  read(path: string): string | null {
    const place = resolve(this.path, path);
    if (isAbsolute(path) || !existsSync(place) || !statSync(place).isFile()) return null;
    return isWithin(realpathSync(place), this.path) ? readFileSync(place, "utf8") : null;
  }
}

/** @throws CourseError if a folder would be copied into the site, or is read for it */
export function refusePublic(folder: string, where: string): void {
  const found = publicFolders.find((name) => isWithin(folder, resolve(name)));
  if (found === undefined) return;
  const problem = `it lies in ${found}/, which the public site is built from`;
  throw refuse(where, problem, "Keep it in a folder of its own, best in a repository of its own.");
}

function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === "" || !(way === ".." || way.startsWith(`..${sep}`) || isAbsolute(way));
}
