import { defaultSources } from "./sources.ts";
import type { CifarManifest } from "./packs.ts";

export interface FoundImages {
  /** "this browser" or "this site". */
  readonly place: string;
  readonly manifest: CifarManifest;
}

/** Where CIFAR-10 is at hand; null where it is not. The first place is the one that is read. */
export async function findImages(): Promise<FoundImages | null> {
  for (const source of defaultSources()) {
    const manifest = await source.readManifest();
    if (manifest !== null) return { place: source.name, manifest };
  }
  return null;
}
