import { describeBytes } from "../../core/byte-size.ts";
import { refuse } from "../../core/errors.ts";
import type { ByteSource } from "./download-file.ts";
import { limits } from "./limits.ts";
import { findZipEnd } from "./zip-end.ts";
import { decodeName, findLongs, inZip64, viewOf } from "./zip-fields.ts";

/** What the list of a zip file says of one file. */
export interface ZipEntry {
  readonly path: string;
  readonly bytes: number;
  readonly packedBytes: number;
  readonly crc: number;
  /** 0: as it is; 8: deflated. */
  readonly method: number;
  /** Where it begins in the zip file. */
  readonly from: number;
  readonly isEncrypted: boolean;
  readonly isLink: boolean;
}

const headerBytes = 46;
const listBytesOfOne = 2000;
const remedy = "Do not unpack it with other programs either; ask for a new download.";

/**
 * The list at the end of a zip file, without folders. Nothing is unpacked.
 * @throws CourseError if it is no zip file, damaged, too large, or made so that unpacking would never end
 */
export function listZip(source: ByteSource, where: string): readonly ZipEntry[] {
  const end = findZipEnd(source, where);
  const most = limits.files * listBytesOfOne;
  if (end.entries > limits.files || end.bytes > most) {
    const problem = `${end.entries} files are in it, and ${limits.files} are read at most`;
    throw refuse(where, problem, "Download one assignment only, or pass it in parts.");
  }
  const list = source.read(end.from, end.bytes);
  const entries: ZipEntry[] = [];
  let at = 0;
  for (let index = 0; index < end.entries; index++) {
    const view = viewOf(list.subarray(at));
    if (view.byteLength < headerBytes || view.getUint32(0, true) !== 0x02014b50) {
      throw refuse(where, `its list of files is damaged after ${index} files`, "Download it again.");
    }
    const length = headerBytes + view.getUint16(28, true) + view.getUint16(30, true) + view.getUint16(32, true);
    entries.push(readEntry(list.subarray(at, at + length)));
    at += length;
  }
  refuseBombs(entries, end.from, where);
  return entries.filter(({ path }) => !path.endsWith("/"));
}

function readEntry(header: Uint8Array): ZipEntry {
  const view = viewOf(header);
  const nameEnd = headerBytes + view.getUint16(28, true);
  const longs = [...findLongs(header.subarray(nameEnd, nameEnd + view.getUint16(30, true)))];
  const size = (at: number): number => {
    const short = view.getUint32(at, true);
    return short === inZip64 ? (longs.shift() ?? short) : short;
  };
  const [bytes, packedBytes, from] = [size(24), size(20), size(42)];
  // The upper half of the attributes is Unix's mode, where the upper byte of the version says that it is.
  const fileType = view.getUint8(5) === 3 ? view.getUint16(40, true) & 0o170000 : 0;
  return {
    ...{ path: decodeName(header.subarray(headerBytes, nameEnd)), bytes, packedBytes, from },
    crc: view.getUint32(16, true),
    method: view.getUint16(10, true),
    isEncrypted: (view.getUint16(8, true) & 1) === 1,
    isLink: fileType === 0o120000,
  };
}

/** A bomb lists one packed part many times over, or says itself that it is huge. */
function refuseBombs(entries: readonly ZipEntry[], listFrom: number, where: string): void {
  const all = entries.reduce((sum, { bytes }) => sum + bytes, 0);
  if (all > limits.allBytes) {
    const problem = `it unpacks to ${describeBytes(all)}, and ${describeBytes(limits.allBytes)} are read at most`;
    throw refuse(where, problem, remedy);
  }
  const inOrder = entries.toSorted((one, other) => one.from - other.from);
  inOrder.forEach(({ from, packedBytes, path }, index) => {
    const next = inOrder[index + 1]?.from ?? listFrom;
    if (from + 30 + packedBytes <= next) return;
    throw refuse(where, `"${path}" overlaps what follows, as in a zip bomb`, remedy);
  });
}
