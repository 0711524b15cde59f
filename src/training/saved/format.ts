import { refuse } from "../../core/errors.ts";
import { crc32 } from "../../core/crc32.ts";

/*
 * A file: "DRLTRAIN", format (uint32), length of the text (uint32), the text: JSON in UTF-8, filled up with spaces to a
 * multiple of four, all Float32Arrays of it one after the other, CRC-32 of everything before (uint32). Numbers are
 * little-endian. In the text {"$floats": [first, count]} stands for an array and {"$number": "NaN"} for what JSON lacks.
 */

const magic = "DRLTRAIN";
const format = 1;
const headLength = magic.length + 8;
const tailLength = 4;

/** Plain data with Float32Arrays in it as a file. */
export function writeFile(value: unknown): Uint8Array<ArrayBuffer> {
  const arrays: Float32Array[] = [];
  let count = 0;
  const text = JSON.stringify(value, (_, part: unknown) => {
    if (typeof part === "number" && !Number.isFinite(part)) return { $number: String(part) };
    if (!(part instanceof Float32Array)) return part;
    arrays.push(part);
    count += part.length;
    return { $floats: [count - part.length, part.length] };
  });
  const unpadded = new TextEncoder().encode(text);
  const textLength = Math.ceil(unpadded.length / 4) * 4;
  const bytes = new Uint8Array(headLength + textLength + 4 * count + tailLength);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode(magic));
  view.setUint32(magic.length, format, true);
  view.setUint32(magic.length + 4, textLength, true);
  bytes.fill(0x20, headLength, headLength + textLength);
  bytes.set(unpadded, headLength);
  let at = headLength + textLength;
  for (const array of arrays) {
    for (const number of array) {
      view.setFloat32(at, number, true);
      at += 4;
    }
  }
  view.setUint32(at, crc32(bytes.subarray(0, at)), true);
  return bytes;
}

/**
 * What a file holds. What it means is not known yet: see `checkSaved`.
 * @throws CourseError if it is no such file, or damaged
 */
export function readFile(bytes: Uint8Array): unknown {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < headLength + tailLength || !beginsWithMagic(bytes)) {
    throw refuseFile("this is no saved training", "Choose a file that saveTraining has written.");
  }
  const itsFormat = view.getUint32(magic.length, true);
  if (itsFormat !== format) {
    const problem = `the file has format ${itsFormat}, and this course reads format ${format}`;
    throw refuseFile(problem, "Load it where it was saved, or reload the page to get the newest course.");
  }
  const end = bytes.length - tailLength;
  if (crc32(bytes.subarray(0, end)) !== view.getUint32(end, true)) throw refuseDamaged();
  const floatsAt = headLength + view.getUint32(magic.length + 4, true);
  if (floatsAt > end || (end - floatsAt) % 4 !== 0) throw refuseDamaged();
  const floats = readFloats(view, floatsAt, end);
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(headLength, floatsAt));
    return JSON.parse(text, (_, part: unknown) => revive(part, floats));
  } catch {
    throw refuseDamaged();
  }
}

/** @throws CourseError: the file was cut off, changed, or made by something else */
export function refuseDamaged(detail = "it was cut off or changed"): Error {
  return refuseFile(`the file is damaged: ${detail}`, "Save the training again, or choose another file.");
}

function refuseFile(problem: string, remedy: string): Error {
  return refuse("loadTraining", problem, remedy);
}

function beginsWithMagic(bytes: Uint8Array): boolean {
  return [...magic].every((letter, at) => bytes[at] === letter.charCodeAt(0));
}

function readFloats(view: DataView, from: number, to: number): Float32Array {
  return Float32Array.from({ length: (to - from) / 4 }, (_, at) => view.getFloat32(from + 4 * at, true));
}

function revive(part: unknown, floats: Float32Array): unknown {
  if (typeof part !== "object" || part === null) return part;
  if ("$number" in part) return Number(part.$number);
  if (!("$floats" in part)) return part;
  const [first, count] = part.$floats as readonly unknown[];
  if (!isIndex(first) || !isIndex(count) || first + count > floats.length) throw new RangeError("outside of the file");
  return floats.slice(first, first + count);
}

function isIndex(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0;
}
