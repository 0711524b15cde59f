import { refuse } from "../../core/errors.ts";
import type { ByteSource } from "./download-file.ts";
import { inZip64, readLong, viewOf } from "./zip-fields.ts";

/** Where a zip file lists what is in it. */
export interface ZipEnd {
  readonly entries: number;
  readonly from: number;
  readonly bytes: number;
}

const endBytes = 22;
const longestComment = 0xffff;

/**
 * Finds the list at the end of a zip file.
 * @throws CourseError if there is none: the file is none, or was cut off
 */
export function findZipEnd(source: ByteSource, where: string): ZipEnd {
  const tailFrom = Math.max(0, source.size - endBytes - longestComment);
  const tail = viewOf(source.read(tailFrom, source.size - tailFrom));
  for (let at = tail.byteLength - endBytes; at >= 0; at--) {
    if (tail.getUint32(at, true) !== 0x06054b50) continue;
    const end = {
      entries: tail.getUint16(at + 10, true),
      bytes: tail.getUint32(at + 12, true),
      from: tail.getUint32(at + 16, true),
    };
    const needsMore = end.entries === 0xffff || end.bytes === inZip64 || end.from === inZip64;
    return check(needsMore ? (findLongEnd(source, tail, at) ?? end) : end, source, where);
  }
  throw refuse(
    where,
    "this is no zip file, or the end of it is missing",
    "Download it again, or pass the unpacked folder.",
  );
}

/** The same with numbers of 64 bits, to which 20 bytes before the usual end point. */
function findLongEnd(source: ByteSource, tail: DataView, at: number): ZipEnd | null {
  if (at < 20 || tail.getUint32(at - 20, true) !== 0x07064b50) return null;
  const end = viewOf(source.read(readLong(tail, at - 12), 56));
  if (end.byteLength < 56 || end.getUint32(0, true) !== 0x06064b50) return null;
  return { entries: readLong(end, 32), bytes: readLong(end, 40), from: readLong(end, 48) };
}

function check(end: ZipEnd, { size }: ByteSource, where: string): ZipEnd {
  if (end.from + end.bytes <= size) return end;
  throw refuse(where, "its list of files lies outside of it: it was cut off", "Download it again.");
}
