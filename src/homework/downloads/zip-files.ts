import { inflateRawSync } from "node:zlib";
import { crc32 } from "../../core/crc32.ts";
import { refuse } from "../../core/errors.ts";
import type { ByteSource, DownloadFile } from "./download-file.ts";
import { refusePath, refuseSize } from "./refuse-path.ts";
import { listZip, type ZipEntry } from "./zip-entries.ts";
import { viewOf } from "./zip-fields.ts";

const remedy = "Download it again.";

/**
 * The files of a zip, each unpacked when it is read, into no more bytes than the list says.
 * @param where what to call the zip in an error
 * @throws CourseError if it cannot be read as a whole
 */
export function zipFiles(source: ByteSource, where: string): readonly DownloadFile[] {
  const seen = new Set<string>();
  return listZip(source, where).map((entry) => {
    const isAgain = seen.has(entry.path);
    seen.add(entry.path);
    const refusal = isAgain ? "another file in the zip has the same name" : refuseEntry(entry);
    const read = () => unpack(source, entry, `${where}, ${entry.path}`);
    return { path: entry.path, bytes: entry.bytes, refusal, read };
  });
}

function refuseEntry({ path, bytes, method, isEncrypted, isLink }: ZipEntry): string | null {
  if (isLink) return "it is a link to another file";
  if (isEncrypted) return "it is encrypted";
  if (method !== 0 && method !== 8) return `it is packed in a way that few programs know (${method})`;
  return refusePath(path) ?? refuseSize(bytes);
}

function unpack(source: ByteSource, entry: ZipEntry, where: string): Uint8Array {
  const header = viewOf(source.read(entry.from, 30));
  if (header.byteLength < 30 || header.getUint32(0, true) !== 0x04034b50) {
    throw refuse(where, "it is not where the list says: the zip is damaged", remedy);
  }
  const from = entry.from + 30 + header.getUint16(26, true) + header.getUint16(28, true);
  const packed = source.read(from, entry.packedBytes);
  const bytes = entry.method === 0 ? packed : inflate(packed, entry.bytes, where);
  if (bytes.length === entry.bytes && crc32(bytes) === entry.crc) return bytes;
  throw refuse(where, "it does not have the checksum that the list gives: the zip is damaged", remedy);
}

function inflate(packed: Uint8Array, bytes: number, where: string): Uint8Array {
  try {
    // A limit of 0 is none to zlib.
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, bytes) });
  } catch (error) {
    const isLarger = (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE";
    const problem = isLarger
      ? "it unpacks to more than the list says, as in a zip bomb"
      : "its packed bytes are damaged";
    throw refuse(where, problem, remedy);
  }
}
