import { CourseError, refuse } from "../../core/errors.ts";
import { browserSink, importAlone } from "./browser-packs.ts";
import { importCifar10, type ImportProgress } from "./import.ts";
import type { NamedFile } from "./named-file.ts";
import type { CifarManifest } from "./packs.ts";

/** What the import says to the page; after "done" or "failed" nothing more comes. */
export type ImportReply =
  | { readonly kind: "progress"; readonly progress: ImportProgress }
  | { readonly kind: "done"; readonly manifest: CifarManifest }
  | { readonly kind: "failed"; readonly message: string };

addEventListener("message", ({ data }: MessageEvent<readonly NamedFile[]>) => void answer(data));

async function answer(files: readonly NamedFile[]): Promise<void> {
  const post = (reply: ImportReply): void => postMessage(reply);
  try {
    const report = (progress: ImportProgress): void => post({ kind: "progress", progress });
    const manifest = await importAlone(() => importCifar10(files, browserSink, report));
    if (manifest === null)
      throw refuse("CIFAR-10", "another tab is just keeping its files", "Wait until it has ended.");
    post({ kind: "done", manifest });
  } catch (error) {
    if (error instanceof CourseError) return post({ kind: "failed", message: error.message });
    console.error(error);
    post({
      kind: "failed",
      message: "The files could not be read: something in the page failed. Reload it and try again.",
    });
  }
}
