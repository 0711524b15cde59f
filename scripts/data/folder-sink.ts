import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { packFileName, type PackSink } from "../../src/data/cifar/packs.ts";

/**
 * Writes packs elsewhere and puts them in the place of `folder` when all are written.
 * @param unfinished where they are until then, on the same disk; what an import left there that was broken off is removed
 */
export function folderSink(folder: string, unfinished = `${folder}.unfinished`): PackSink {
  return {
    begin: async () => {
      await rm(unfinished, { recursive: true, force: true });
      await mkdir(unfinished, { recursive: true });
    },
    writePack: (split, index, pack) => writeFile(join(unfinished, packFileName(split, index)), pack),
    finish: async (manifest) => {
      await writeFile(join(unfinished, "manifest.json"), `${JSON.stringify(manifest, null, 1)}\n`);
      await rm(folder, { recursive: true, force: true });
      await mkdir(dirname(folder), { recursive: true });
      await rename(unfinished, folder);
    },
    abandon: () => rm(unfinished, { recursive: true, force: true }),
  };
}
