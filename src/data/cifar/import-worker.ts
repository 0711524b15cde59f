import { CourseError } from "../../core/errors.ts";
import type { NamedFile } from "./batch-files.ts";
import { browserSink } from "./browser-packs.ts";
import { importCifar10, type ImportProgress } from "./import.ts";
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
    const manifest = await importCifar10(files, browserSink, (progress) => post({ kind: "progress", progress }));
    post({ kind: "done", manifest });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const isForReader = error instanceof CourseError;
    post({ kind: "failed", message: isForReader ? message : `The files could not be read (${message}). Try again.` });
  }
}
