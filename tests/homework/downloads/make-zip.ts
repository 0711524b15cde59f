import { deflateRawSync } from "node:zlib";
import { crc32 } from "../../../src/core/crc32.ts";
import type { ByteSource } from "../../../src/homework/downloads/download-file.ts";

export interface Packed {
  readonly path: string;
  readonly content?: string | Uint8Array;
  /** What the list says in the place of the truth. */
  readonly lies?: { readonly bytes?: number; readonly crc?: number; readonly from?: number; readonly method?: number };
  readonly mode?: number;
  readonly stored?: boolean;
  readonly encrypted?: boolean;
  /** Sizes and offset as numbers of 64 bits. */
  readonly long?: boolean;
}

/** A zip file, as good or as bad as a test needs it. */
export function makeZip(files: readonly Packed[], { long = false } = {}): Buffer {
  const parts: Buffer[] = [];
  const list: Buffer[] = [];
  let at = 0;
  for (const file of files) {
    const content = Buffer.from(file.content ?? "");
    const data = file.stored ? content : deflateRawSync(content);
    const header = localHeader(file);
    list.push(listEntry(file, content, data.length, at));
    parts.push(header, data);
    at += header.length + data.length;
  }
  const listBytes = Buffer.concat(list);
  return Buffer.concat([...parts, listBytes, ...endOf(files.length, listBytes.length, at, long)]);
}

export function sourceOf(bytes: Uint8Array): ByteSource {
  return { size: bytes.length, read: (from, length) => bytes.subarray(from, from + length) };
}

function localHeader({ path }: Packed): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(Buffer.byteLength(path), 26);
  return Buffer.concat([header, Buffer.from(path)]);
}

function listEntry(file: Packed, content: Buffer, packedBytes: number, at: number): Buffer {
  const { lies = {}, long = false, mode = 0o100644 } = file;
  const [bytes, from] = [lies.bytes ?? content.length, lies.from ?? at];
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(0x0314, 4);
  header.writeUInt16LE(file.encrypted ? 0x801 : 0x800, 8);
  header.writeUInt16LE(lies.method ?? (file.stored ? 0 : 8), 10);
  header.writeUInt32LE(lies.crc ?? crc32(content), 16);
  header.writeUInt32LE(long ? 0xffffffff : packedBytes, 20);
  header.writeUInt32LE(long ? 0xffffffff : bytes, 24);
  header.writeUInt16LE(Buffer.byteLength(file.path), 28);
  header.writeUInt16LE(long ? 28 : 0, 30);
  header.writeUInt32LE((mode << 16) >>> 0, 38);
  header.writeUInt32LE(long ? 0xffffffff : from, 42);
  const extra = Buffer.alloc(long ? 28 : 0);
  if (long) {
    extra.writeUInt16LE(1, 0);
    extra.writeUInt16LE(24, 2);
    [bytes, packedBytes, from].forEach((value, index) => extra.writeBigUInt64LE(BigInt(value), 4 + 8 * index));
  }
  return Buffer.concat([header, Buffer.from(file.path), extra]);
}

function endOf(entries: number, bytes: number, from: number, long: boolean): Buffer[] {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(long ? 0xffff : entries, 10);
  end.writeUInt32LE(long ? 0xffffffff : bytes, 12);
  end.writeUInt32LE(long ? 0xffffffff : from, 16);
  if (!long) return [end];
  const longEnd = Buffer.alloc(56);
  longEnd.writeUInt32LE(0x06064b50, 0);
  [entries, bytes, from].forEach((value, index) => longEnd.writeBigUInt64LE(BigInt(value), 32 + 8 * index));
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(from + bytes), 8);
  return [longEnd, locator, end];
}
