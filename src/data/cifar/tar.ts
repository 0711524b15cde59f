import { ByteReader } from "./byte-stream.ts";

const blockBytes = 512;

export interface TarEntry {
  /** The last part of its path. */
  readonly name: string;
  /** Of the whole entry. */
  readonly size: number;
  /** Its first bytes, or all of them where it is kept. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The archive ends within an entry, or is none. */
class BrokenArchive extends Error {
  override readonly name = "BrokenArchive";
}

/**
 * Reads a tar archive (POSIX ustar, and what GNU and macOS add to it) from its first byte to its last; of its files only
 * those that are wanted are kept in memory, one at a time.
 * @param headBytes how many bytes of each file `isWanted` is asked about
 * @throws BrokenArchive if it ends too early or is no archive
 */
export async function* readTar(
  chunks: AsyncIterable<Uint8Array>,
  headBytes: number,
  isWanted: (head: Uint8Array, size: number) => boolean,
): AsyncGenerator<TarEntry> {
  const reader = new ByteReader(chunks);
  for (;;) {
    const header = await reader.read(blockBytes);
    if (header.length < blockBytes) throw new BrokenArchive("it ends before the archive's last block");
    if (header.every((byte) => byte === 0)) break;
    const { name, size, isFile } = readHeader(header);
    const padding = (blockBytes - (size % blockBytes)) % blockBytes;
    const head = await reader.read(isFile ? Math.min(size, headBytes) : 0);
    const rest = size - head.length;
    if (isFile && isWanted(head, size)) {
      const bytes = join(head, await reader.read(rest));
      if (bytes.length < size) throw new BrokenArchive(`it ends within ${name}`);
      yield { name, size, bytes };
    } else {
      if ((await reader.skip(rest)) < rest) throw new BrokenArchive(`it ends within ${name}`);
      if (isFile) yield { name, size, bytes: head };
    }
    await reader.skip(padding);
  }
  // To the end, so that a checksum behind the last block is still compared.
  await reader.skip(Infinity);
}

/** Whether a file begins as archives do: older ones say so by nothing but the sum of their header. */
export function isTarHeader(head: Uint8Array): boolean {
  if (head.length < blockBytes) return false;
  const { sum, expected, size } = readSums(head.subarray(0, blockBytes));
  return sum === expected && size >= 0 && head[0] !== 0;
}

function readHeader(header: Uint8Array): { name: string; size: number; isFile: boolean } {
  const { sum, expected, size } = readSums(header);
  if (sum !== expected || !(size >= 0)) throw new BrokenArchive("it is no tar archive");
  const type = header[156];
  const path = readText(header, 0, 100);
  const isFile = (type === 0 || type === 48 || type === 55) && !path.endsWith("/");
  return { name: path.split("/").at(-1) ?? "", size, isFile };
}

function readSums(header: Uint8Array): { size: number; sum: number; expected: number } {
  const size = parseInt(readText(header, 124, 12), 8);
  const sum = parseInt(readText(header, 148, 8), 8);
  // The sum is taken with its own field as eight spaces.
  const isField = (at: number) => at >= 148 && at < 156;
  return { size, sum, expected: header.reduce((total, byte, at) => total + (isField(at) ? 32 : byte), 0) };
}

function join(head: Uint8Array<ArrayBuffer>, rest: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  if (rest.length === 0) return head;
  const all = new Uint8Array(head.length + rest.length);
  all.set(head);
  all.set(rest, head.length);
  return all;
}

/** A field's text up to its first zero byte. */
function readText(header: Uint8Array, from: number, length: number): string {
  const field = header.subarray(from, from + length);
  const end = field.indexOf(0);
  return new TextDecoder().decode(end < 0 ? field : field.subarray(0, end)).trim();
}
