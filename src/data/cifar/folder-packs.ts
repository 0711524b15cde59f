import { packFileName, readManifestValue, type PackSource } from "./packs.ts";

/**
 * The packs in a folder, in Node. Node's modules are asked for by name at run time, since this file is bundled for
 * browsers too.
 */
export function folderPacks(folder: string): PackSource {
  const { readFile } = process.getBuiltinModule("node:fs/promises");
  return {
    name: `the folder ${folder}`,
    readManifest: async () => {
      const text = await readFile(`${folder}/manifest.json`, "utf8").catch(() => null);
      return text === null ? null : readManifestValue(parseJson(text));
    },
    readPack: (split, index) => readFile(`${folder}/${packFileName(split, index)}`),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
