/** What a file can be told to be by its first bytes. */
export interface FileKind {
  readonly id: string;
  /** What the file is, after "it is": "a web page, not the archive". */
  readonly what: string;
  /** What to do with it. */
  readonly remedy: string;
  /** Lies beside other files unasked for: not worth a word where something else is to be said. */
  readonly isLitter?: true;
}

const home = "www.cs.toronto.edu/~kriz/cifar.html";
export const downloadRemedy = `Download cifar-10-binary.tar.gz again from ${home}.`;
const binaryRemedy = `The “binary version” at ${home} is the one that is read here: cifar-10-binary.tar.gz, whose batches end in .bin.`;
const pageRemedy = `What was saved is the page and not the file behind its link: follow “CIFAR-10 binary version” on ${home}, and wait until 170,052,171 bytes have come.`;
const unpackRemedy = "Unpack it, and drop the folder that comes out of it.";
const litterRemedy = "Choose cifar-10-binary.tar.gz, or the folder that it unpacks to.";

const kind = (id: string, what: string, remedy: string): FileKind => ({ id, what, remedy });
const litter = (id: string, what: string): FileKind => ({ id, what, remedy: litterRemedy, isLitter: true });

const pythonVersion = kind("python", "the Python version of CIFAR-10 (pickled objects)", binaryRemedy);
const python100 = kind("python", "the Python version of CIFAR-100, another data set", binaryRemedy);
const pickled = kind("python", "a pickled object of Python", binaryRemedy);
const matlab = kind("matlab", "the Matlab version (a MAT file)", binaryRemedy);
export const cifar100 = kind("cifar-100", "the binary version of CIFAR-100, which has other classes", binaryRemedy);
export const emptyFile = kind("empty", "empty", downloadRemedy);
export const unknownFile = kind("unknown", "nothing that is known here", litterRemedy);
const textFile = litter("text", "a text");
const webPage = kind("page", "a web page, not the archive", pageRemedy);

const picture = (format: string): FileKind =>
  kind(
    "picture",
    `a picture (${format})`,
    `Images as single files are not read, since their labels are elsewhere. ${binaryRemedy}`,
  );
const packed = (format: string): FileKind => kind("packed", `a ${format} archive`, unpackRemedy);

/** A signature: bytes, as hexadecimal digits or as a text, at a place in the file. */
const signatures: readonly (readonly [bytes: string | readonly number[], at: number, kind: FileKind])[] = [
  ["PK\u0003\u0004", 0, packed("ZIP")],
  ["PK\u0005\u0006", 0, kind("packed", "a ZIP archive with nothing in it", downloadRemedy)],
  ["PK\u0007\u0008", 0, packed("ZIP")],
  ["Rar!\u001a\u0007", 0, packed("RAR")],
  [[0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], 0, packed("7z")],
  ["BZh", 0, packed("bzip2")],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a, 0], 0, packed("xz")],
  [[0x28, 0xb5, 0x2f, 0xfd], 0, packed("Zstandard")],
  [[0x1f, 0x9d], 0, packed("compress (.Z)")],
  ["LZIP", 0, packed("lzip")],
  [[0x89, 0x50, 0x4e, 0x47], 0, picture("PNG")],
  [[0xff, 0xd8, 0xff], 0, picture("JPEG")],
  ["GIF8", 0, picture("GIF")],
  ["WEBP", 8, picture("WebP")],
  [[0x49, 0x49, 0x2a, 0], 0, picture("TIFF")],
  [[0x4d, 0x4d, 0, 0x2a], 0, picture("TIFF")],
  ["%PDF", 0, kind("document", "a PDF document", binaryRemedy)],
  ["MATLAB 5.0 MAT", 0, matlab],
  ["MATLAB 7.3 MAT", 0, matlab],
  [[0x89, 0x48, 0x44, 0x46], 0, kind("arrays", "an HDF5 file", binaryRemedy)],
  ["\u0093NUMPY", 0, kind("arrays", "an array of NumPy", binaryRemedy)],
  ["PAR1", 0, kind("arrays", "a Parquet table", binaryRemedy)],
  ["ARROW1", 0, kind("arrays", "an Arrow table", binaryRemedy)],
  ["SQLite format 3", 0, kind("arrays", "a database of SQLite", binaryRemedy)],
  [[0, 0, 8, 3], 0, kind("arrays", "a file of MNIST (IDX)", binaryRemedy)],
  [[0, 0, 8, 1], 0, kind("arrays", "a file of MNIST (IDX)", binaryRemedy)],
  ["d8:announce", 0, kind("pointer", "a torrent, which only says where the file is", downloadRemedy)],
  ["version https://git-lfs", 0, kind("pointer", "a pointer of Git LFS, not the file itself", downloadRemedy)],
  ["[InternetShortcut]", 0, kind("pointer", "a link to a web page, not the file itself", downloadRemedy)],
  [[0x4c, 0, 0, 0, 1, 0x14, 2, 0], 0, kind("pointer", "a shortcut of Windows, not the file itself", downloadRemedy)],
  ["bplist00", 0, kind("pointer", "a note of macOS (such as a file that is still in iCloud)", downloadRemedy)],
  [[0, 5, 0x16, 7], 0, litter("litter", "what macOS notes beside a file")],
  ["\u0000\u0000\u0000\u0001Bud1", 0, litter("litter", "what macOS notes in a folder")],
  [[0xd0, 0xcf, 0x11, 0xe0], 0, litter("litter", "what Windows notes in a folder, or an old document of Office")],
  ["MZ", 0, kind("program", "a program of Windows", binaryRemedy)],
];

/** @param head the first bytes of a file; some hundreds are enough */
export function readSignature(head: Uint8Array): FileKind | null {
  if (head[0] === 0x80 && (head[1] ?? 0) >= 2 && (head[1] ?? 0) <= 5) return pickledKind(head);
  const found = signatures.find(([bytes, at]) => hasBytes(head, bytes, at));
  return found?.[2] ?? readText(head);
}

function pickledKind(head: Uint8Array): FileKind {
  const text = latin1(head);
  if (/coarse_label|fine_label/.test(text)) return python100;
  return /batch_label|label_names|num_cases_per_batch|labels/.test(text) ? pythonVersion : pickled;
}

function hasBytes(head: Uint8Array, bytes: string | readonly number[], at: number): boolean {
  const wanted = typeof bytes === "string" ? [...bytes].map((letter) => letter.charCodeAt(0)) : bytes;
  return wanted.every((byte, index) => head[at + index] === byte);
}

/** Text of any kind, which no batch is: its first byte is below 10. */
function readText(head: Uint8Array): FileKind | null {
  const isWide = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  const bytes = isWide ? head.filter((byte) => byte !== 0).slice(2) : head;
  const isPrintable = bytes.every((byte) => byte >= 0x20 || (byte >= 9 && byte <= 13) || byte === 0x1b);
  if (!isPrintable || head.length === 0) return null;
  const start = latin1(bytes)
    .replace(/^\u00ef\u00bb\u00bf/, "")
    .replace(/^(?:\s|<!--[\s\S]*?-->|<\?xml[^>]*\?>)+/, "");
  if (/^<(?:!doctype html|html|head|body|title|meta|script)\b/i.test(start)) return webPage;
  if (/^(?:From: <Saved by|MIME-Version:)/i.test(start)) return webPage;
  if (/^<(?:\?xml|error|[a-z])/i.test(start)) return kind("page", "a message of a server (XML)", pageRemedy);
  if (/^\{\s*"/.test(start)) return kind("page", "a message of a server (JSON)", pageRemedy);
  return textFile;
}

function latin1(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}
