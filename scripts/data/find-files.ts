import { openAsBlob } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { isBatchName, type NamedFile } from "../../src/data/cifar/batch-files.ts";
import { DataError, requireArchive, type PublishedArchive } from "./archive.ts";

/**
 * The files of the data set in a folder: the archive, whose checksum is compared, or else the batches, there or in the
 * folder that the archive unpacks to.
 * @throws DataError if there are none, or the archive is not the published one
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
  const batches = names.filter(isBatchName);
  if (batches.length > 0) return Promise.all(batches.map((name) => openFile(join(folder, name))));
  if (names.includes("cifar-10-batches-bin")) return findFiles(join(folder, "cifar-10-batches-bin"), archive);
  throw new DataError(
    `In ${folder} there is neither ${archive.name} nor any of data_batch_1.bin … data_batch_5.bin, test_batch.bin.`,
  );
}

export async function openFile(path: string): Promise<NamedFile> {
  return { name: basename(path), blob: await openAsBlob(path) };
}
