import { openAsBlob } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import type { NamedFile } from "../../src/data/cifar/named-file.ts";
import { DataError, requireArchive, type PublishedArchive } from "./archive.ts";

/** More than lie in any folder of the data set; whoever names their home directory has chosen wrongly. */
const mostFiles = 2000;
const deepest = 4;

/**
 * The files in a folder, for the import to find those that it needs by what they hold: the published archive alone where
 * it is there, whose checksum is compared, or else everything in the folder and in those within it.
 * @throws DataError if there is no such folder, it is empty, or the archive is not the published one
 */
export async function findFiles(folder: string, archive: PublishedArchive): Promise<readonly NamedFile[]> {
  const names = await readdir(folder).catch(() => {
    throw new DataError(`There is no folder ${folder}. Pass the one that holds ${archive.name} or its .bin files.`);
  });
  if (names.includes(archive.name)) {
    const path = join(folder, archive.name);
    const { size } = await stat(path);
    await requireArchive(path, archive, size, `Download it again, or run npm run data without --from.`);
    return [await openFile(path)];
  }
  const paths = await listFiles(folder);
  if (paths.length > 0) return Promise.all(paths.map(openFile));
  throw new DataError(`The folder ${folder} is empty. Pass the one that holds ${archive.name} or its .bin files.`);
}

/** Those that lie nearest first. */
async function listFiles(folder: string): Promise<readonly string[]> {
  const files: string[] = [];
  let level = [folder];
  for (let depth = 0; depth < deepest && files.length < mostFiles; depth++) {
    const next: string[] = [];
    for (const each of level) {
      for (const entry of await readdir(each, { withFileTypes: true }).catch(() => [])) {
        if (entry.isFile()) files.push(join(each, entry.name));
        else if (entry.isDirectory()) next.push(join(each, entry.name));
      }
    }
    level = next;
  }
  return files.slice(0, mostFiles);
}

export async function openFile(path: string): Promise<NamedFile> {
  return { name: basename(path), blob: await openAsBlob(path) };
}
