import { ByteReader } from "./byte-stream.ts";

const blockBytes = 512;

export interface TarEntry {
  /** The last part of its path. */
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The archive ends within an entry, or is none. */
class BrokenArchive extends Error {
  override readonly name = "BrokenArchive";
}

/**
 * Reads a tar archive (POSIX ustar) from its first byte to its last; of its files only those that are wanted are kept
 * in memory, one at a time.
 * @throws BrokenArchive if it ends too early or is no archive
 */
export async function* readTar(
  chunks: AsyncIterable<Uint8Array>,
  isWanted: (name: string) => boolean,
): AsyncGenerator<TarEntry> {
  const reader = new ByteReader(chunks);
  for (;;) {
    const header = await reader.read(blockBytes);
    if (header.length < blockBytes) throw new BrokenArchive("it ends before the archive's last block");
    if (header.every((byte) => byte === 0)) break;
    const { name, size, isFile } = readHeader(header);
    const padding = (blockBytes - (size % blockBytes)) % blockBytes;
    if (isFile && isWanted(name)) {
      const bytes = await reader.read(size);
      if (bytes.length < size) throw new BrokenArchive(`it ends within ${name}`);
      yield { name, bytes };
    } else if ((await reader.skip(size)) < size) {
      throw new BrokenArchive(`it ends within ${name}`);
    }
    await reader.skip(padding);
  }
  // To the end, so that a checksum behind the last block is still compared.
  await reader.skip(Infinity);
}

function readHeader(header: Uint8Array): { name: string; size: number; isFile: boolean } {
  const size = parseInt(readText(header, 124, 12), 8);
  const sum = parseInt(readText(header, 148, 8), 8);
  // The sum is taken with its own field as eight spaces.
  const isField = (at: number) => at >= 148 && at < 156;
  const expected = header.reduce((total, byte, at) => total + (isField(at) ? 32 : byte), 0);
  if (sum !== expected || !(size >= 0)) throw new BrokenArchive("it is no tar archive");
  const type = header[156];
  return { name: readText(header, 0, 100).split("/").at(-1) ?? "", size, isFile: type === 0 || type === 48 };
}

/** A field's text up to its first zero byte. */
function readText(header: Uint8Array, from: number, length: number): string {
  const field = header.subarray(from, from + length);
  const end = field.indexOf(0);
  return new TextDecoder().decode(end < 0 ? field : field.subarray(0, end)).trim();
}
