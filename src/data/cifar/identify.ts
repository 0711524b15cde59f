import { readPart, type NamedFile } from "./named-file.ts";
import { classCount, recordBytes } from "./records.ts";
import { cifar100, emptyFile, readSignature, unknownFile, type FileKind } from "./file-signatures.ts";
import { isTarHeader } from "./tar.ts";

/** Enough for two images, so that three labels are seen. */
export const headBytes = 8192;

/** What a file is by its contents; `batch` is records of the binary version, whole or cut off. */
export type Content = { readonly kind: "batch" | "gzip" | "tar" } | { readonly kind: "other"; readonly is: FileKind };

/** @throws CourseError if the file cannot be read */
export async function identify(file: NamedFile): Promise<Content> {
  return identifyHead(await readPart(file, 0, headBytes), file.blob.size);
}

/**
 * The first bytes tell what a file is, whatever it is called.
 * @param head `headBytes`, or all bytes of a smaller file
 * @param size of the whole file
 */
export function identifyHead(head: Uint8Array, size: number): Content {
  if (size === 0) return { kind: "other", is: emptyFile };
  if (size % recordBytes === 0 && hasLabels(head)) return { kind: "batch" };
  if (head[0] === 0x1f && head[1] === 0x8b) return { kind: "gzip" };
  if (isTarHeader(head)) return { kind: "tar" };
  const is = readSignature(head);
  if (is !== null) return { kind: "other", is };
  if (size % cifar100Bytes === 0 && hasLabels100(head)) return { kind: "other", is: cifar100 };
  if (size > recordBytes && hasLabels(head)) return { kind: "batch" };
  return { kind: "other", is: unknownFile };
}

/** A coarse label, a fine one, and the same pixels. */
const cifar100Bytes = recordBytes + 1;

function hasLabels(head: Uint8Array): boolean {
  return labelsAt(head, recordBytes, 0).every((label) => label < classCount);
}

function hasLabels100(head: Uint8Array): boolean {
  const isCoarse = labelsAt(head, cifar100Bytes, 0).every((label) => label < 20);
  return isCoarse && labelsAt(head, cifar100Bytes, 1).every((label) => label < 100);
}

function labelsAt(head: Uint8Array, step: number, from: number): number[] {
  const labels: number[] = [];
  for (let at = from; at < head.length; at += step) labels.push(head[at] as number);
  return labels;
}
