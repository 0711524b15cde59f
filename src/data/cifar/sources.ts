import { browserPacks } from "./browser-packs.ts";
import { folderPacks } from "./folder-packs.ts";
import type { PackSource } from "./packs.ts";
import { sitePacks } from "./site-packs.ts";

/** Where `npm run data` puts the packs; the build copies what is in public/ into the site. */
export const packFolder = "public/data/cifar-10";

/** In the order of preference: what the reader has brought, then what the site has; in Node, the folder. */
export function defaultSources(): readonly PackSource[] {
  if (canReadFolders()) return [folderPacks(packFolder)];
  return [browserPacks, sitePacks(import.meta.env.BASE_URL)];
}

/** In Node. A browser is not told by its database: the reader may have blocked it. */
function canReadFolders(): boolean {
  return typeof process !== "undefined" && "getBuiltinModule" in process;
}
