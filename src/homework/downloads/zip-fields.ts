/** A view of a part of a zip file. All numbers in one are little-endian. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** What stands in 32 bits where the number needs 64. */
export const inZip64 = 0xffffffff;

/** A number of 64 bits; above 2^53 it is rounded, which is larger than any file. */
export function readLong(view: DataView, at: number): number {
  return Number(view.getBigUint64(at, true));
}

/** The field of an entry with its numbers of 64 bits, in the order size, packed size, offset: those alone that did not fit. */
export function findLongs(extra: Uint8Array): readonly number[] {
  const view = viewOf(extra);
  for (let at = 0; at + 4 <= extra.length; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== 1) continue;
    const end = Math.min(extra.length, at + 4 + view.getUint16(at + 2, true));
    const longs: number[] = [];
    for (let each = at + 4; each + 8 <= end; each += 8) longs.push(readLong(view, each));
    return longs;
  }
  return [];
}

/** Names are in UTF-8, also where that is not said; what is not came from an old Windows program. */
export function decodeName(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
