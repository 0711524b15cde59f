import { PartMissing } from "../../core/part-missing.ts";
import { packFileName, readManifestValue, type PackSource } from "./packs.ts";

/** The packs that lie beside the site's pages, where whoever built it has put them there. */
export function sitePacks(base: string): PackSource {
  const folder = `${base.replace(/\/+$/, "")}/data/cifar-10`;
  return {
    name: "this site",
    readManifest: async () => {
      const response = await fetch(`${folder}/manifest.json`).catch(() => null);
      if (response?.ok !== true) return null;
      // Some hosts answer with a page instead of "not found".
      return readManifestValue(await response.json().catch(() => null));
    },
    readPack: async (split, index) => {
      const response = await fetch(`${folder}/${packFileName(split, index)}`).catch(() => null);
      if (response === null) {
        const problem = "The images of this site could not be loaded: there is no connection to it. ";
        throw new PartMissing(`${problem}Connect, then try again.`, "try again");
      }
      if (!response.ok) throw new Error(`the server answered ${response.status}`);
      return new Uint8Array(await response.arrayBuffer());
    },
  };
}
