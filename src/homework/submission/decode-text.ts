import { refuse } from "../../core/errors.ts";

export const remedy = "Ask the student for the file that Hand in downloads.";

/** How files of other kinds begin. */
const kinds: readonly { readonly begin: readonly number[]; readonly words: string }[] = [
  { begin: [0x50, 0x4b], words: "a zip file, or one of a word processor" },
  { begin: [0x25, 0x50, 0x44, 0x46], words: "a PDF file" },
  { begin: [0x89, 0x50, 0x4e, 0x47], words: "a picture" },
  { begin: [0xff, 0xd8, 0xff], words: "a picture" },
  { begin: [0x1f, 0x8b], words: "a packed file" },
];

/**
 * The text of a file that a student handed in, in UTF-8 or, as some editors save it, in UTF-16; without a byte order mark.
 * @throws CourseError if it is empty or no text
 */
export function decodeText(bytes: Uint8Array, where: string): string {
  if (bytes.length === 0) throw refuse(where, "the file is empty", remedy);
  const kind = kinds.find(({ begin }) => begin.every((byte, at) => bytes[at] === byte));
  if (kind !== undefined) throw refuse(where, `it is ${kind.words}, and no submission`, remedy);
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
  } catch {
    throw refuse(where, "it is no text in UTF-8 or UTF-16", remedy);
  }
}

/** JSON and HTML begin with a character of ASCII, which in UTF-16 has a zero beside it. */
function encodingOf([first, second]: Uint8Array): string {
  if ((first === 0xff && second === 0xfe) || second === 0) return "utf-16le";
  return (first === 0xfe && second === 0xff) || first === 0 ? "utf-16be" : "utf-8";
}
