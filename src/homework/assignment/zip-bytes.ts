import { crc32 } from "../../core/crc32.ts";

/** A zip of files that are kept as they are: what an LMS imports is small. The same files give the same bytes, at any time. */
export function zipBytes(files: ReadonlyMap<string, string | Uint8Array>): Uint8Array {
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [];
  const list: Uint8Array[] = [];
  let at = 0;
  for (const [path, file] of files) {
    const [name, content] = [encoder.encode(path), typeof file === "string" ? encoder.encode(file) : file];
    const shared = sharedFields(name.length, content);
    // PK\3\4 begins a file, PK\1\2 its entry in the list at the end.
    const header = join([fields([4, 0x04034b50]), shared, name, content]);
    list.push(join([fields([4, 0x02014b50], [2, 20]), shared, fields([2, 0], [2, 0], [2, 0], [4, 0], [4, at]), name]));
    parts.push(header);
    at += header.length;
  }
  const entries = join(list);
  const count = files.size;
  const end = fields([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, entries.length], [4, at], [2, 0]);
  return join([...parts, entries, end]);
}

/** Version 2.0, names in UTF-8, stored, 1 January 1980, checksum, both sizes, length of the name, nothing more. */
function sharedFields(nameLength: number, content: Uint8Array): Uint8Array {
  const size = content.length;
  return fields(
    [2, 20],
    [2, 0x0800],
    [2, 0],
    [2, 0],
    [2, 0x21],
    [4, crc32(content)],
    [4, size],
    [4, size],
    [2, nameLength],
    [2, 0],
  );
}

/** Numbers of 2 or 4 bytes, little-endian. */
function fields(...numbers: readonly (readonly [2 | 4, number])[]): Uint8Array {
  const bytes = new Uint8Array(numbers.reduce((sum, [size]) => sum + size, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const [size, number] of numbers) {
    if (size === 2) view.setUint16(at, number, true);
    else view.setUint32(at, number, true);
    at += size;
  }
  return bytes;
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
