/**
 * CIFAR-10 as people have it: files under other names and with other things beside them, copies, other versions of the
 * data set, downloads that went wrong. What a file holds decides; what is not needed is left out; and a message says what
 * the file is and what to do with it, never in the words of the browser.
 */
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { importCifar10 } from "../../src/data/cifar/import.ts";
import type { NamedFile } from "../../src/data/cifar/named-file.ts";
import { recordBytes } from "../../src/data/cifar/records.ts";
import { archive, file, MemoryPacks, noiseBatch, tar } from "../data/cifar-files.ts";

const first = noiseBatch(40, 1);
const second = noiseBatch(30, 2);
const testing = noiseBatch(20, 3);
const set = [file("data_batch_1.bin", first), file("test_batch.bin", testing)] as const;

const text = (words: string) => new Uint8Array(Buffer.from(words, "latin1"));
const zeros = (count: number) => new Uint8Array(count);
const named = (name: string, words: string, size = 0) => file(name, Uint8Array.from([...text(words), ...zeros(size)]));
const gzip = (bytes: Uint8Array) => new Uint8Array(gzipSync(bytes));
const page = "\n<!DOCTYPE html>\n<html><title>CIFAR-10 and CIFAR-100 datasets</title>";
const pickle = "\x80\x02}q\x01(U\x0bbatch_labelq\x02U\x15training batch 1 of 5q\x03U\x06labels";

/** The published batches in the order of their labels: `noiseBatch` with other labels. */
function published(labels: string, seed: number): Uint8Array<ArrayBuffer> {
  const batch = noiseBatch(labels.length, seed);
  [...labels].forEach((label, image) => (batch[image * recordBytes] = Number(label)));
  return batch;
}

/** Counts of images, and what was left out; or the message. */
async function bring(...files: readonly NamedFile[]): Promise<string> {
  const packs = new MemoryPacks();
  const outcome = await importCifar10(files, packs, () => undefined).then(
    ({ training, test, leftOut = [] }) => [`${training.count}+${test.count}`, ...leftOut].join("; "),
    (error: Error) => (error.name === "CourseError" ? error.message : `raw ${error.name}: ${error.message}`),
  );
  if (packs.manifest === null) expect(packs.packs.size).toBe(0);
  return outcome;
}

describe("a good set is taken", () => {
  const rows: readonly (readonly [what: string, files: readonly NamedFile[], outcome: string])[] = [
    ["with what macOS leaves", [...set, named(".DS_Store", "\0\0\0\x01Bud1", 6000)], "40+20"],
    ["with what macOS notes of each file", [...set, named("._data_batch_1.bin", "\0\x05\x16\x07", 90)], "40+20"],
    ["with what Windows leaves", [...set, named("Thumbs.db", "\xd0\xcf\x11\xe0", 9000)], "40+20"],
    ["with empty litter", [...set, named(".gitkeep", ""), named("Icon\r", "")], "40+20"],
    ["with the files of the archive", [...set, named("readme.html", page), named("batches.meta.txt", "cat")], "40+20"],
    ["with a picture", [...set, named("holiday.jpg", "\xff\xd8\xff\xe0")], "40+20; holiday.jpg (a picture (JPEG))"],
    [
      "with an empty copy of a name",
      [...set, named("data_batch_1 (1).bin", "")],
      "40+20; data_batch_1 (1).bin (empty)",
    ],
    ["of a second download", [file("data_batch_1 (1).bin", first), file("test_batch (2).bin", testing)], "40+20"],
    ["in capitals", [file("DATA_BATCH_1.BIN", first), file("TEST_BATCH.BIN", testing)], "40+20"],
    ["without endings", [file("data_batch_1", first), file("test_batch", testing)], "40+20"],
    ["under names of one's own", [file("cifar-train.dat", first), file("my test images", testing)], "40+20"],
    ["twice", [...set, file("data_batch_1 (1).bin", first)], "40+20; data_batch_1 (1).bin (a copy)"],
    ["twice under one name", [...set, ...set], "40+20; data_batch_1.bin (a copy); test_batch.bin (a copy)"],
    [
      "with a part of it under another name",
      [...set, file("data_batch_4.bin", first.slice(0, 10 * recordBytes))],
      "40+20; data_batch_4.bin (a copy)",
    ],
    [
      "with a broken copy of what is whole",
      [...set, file("data_batch_1 (1).bin", first.slice(0, 9000))],
      "40+20; data_batch_1 (1).bin (it cannot be used)",
    ],
    [
      "with a broken archive",
      [...set, file("cifar-10-binary.tar.gz", archive(["a", first]).slice(0, 9000))],
      "40+20; cifar-10-binary.tar.gz (it cannot be used)",
    ],
    [
      "with the Python version",
      [...set, named("cifar-10-batches-py", pickle)],
      "40+20; cifar-10-batches-py (the Python version of CIFAR-10 (pickled objects))",
    ],
    [
      "gzipped one by one",
      [file("data_batch_1.bin.gz", gzip(first)), file("test_batch.bin.gz", gzip(testing))],
      "40+20",
    ],
    [
      "without names, by the order of the published labels",
      [file("a", published("699411278301", 5)), file("b", published("388066163100", 6))],
      "12+12",
    ],
    [
      "by its labels against its name",
      [
        file("test_batch.bin", published("699411278301", 5)),
        file("data_batch_1.bin", published("388066163101", 6)),
        file("train", second),
      ],
      "42+12",
    ],
  ];
  it.each(rows)("%s", async (_, files, outcome) => expect(await bring(...files)).toBe(outcome));

  const entries = [
    ["cifar-10-batches-bin/", zeros(0)],
    ["cifar-10-batches-bin/._data_batch_1.bin", text("\0\x05\x16\x07")],
    ["cifar-10-batches-bin/data_batch_1.bin", first],
    ["__MACOSX/._test_batch.bin", text("\0\x05\x16\x07")],
    ["cifar-10-batches-bin/readme.html", text(page)],
    ["cifar-10-batches-bin/test_batch.bin", testing],
  ] as const;
  const whole = tar(...entries);
  const archives: readonly (readonly [what: string, name: string, bytes: Uint8Array<ArrayBuffer>])[] = [
    ["as it is", "cifar-10-binary.tar.gz", gzip(whole)],
    ["unpacked by the browser", "cifar-10-binary.tar", whole],
    ["unpacked under its old name", "cifar-10-binary.tar.gz", whole],
    ["packed twice", "cifar-10-binary.tar.gz", gzip(gzip(whole))],
    ["packed three times", "cifar-10-binary.tar.gz.gz", gzip(gzip(gzip(whole)))],
    ["under another name", "Download.part1", gzip(whole)],
    ["within an archive", "backup.tgz", archive(["backup/cifar-10-binary.tar.gz", gzip(whole)])],
    ["without the mark of its format", "old.tar", withoutMark(whole)],
    ["with entries that name nothing", "set.tar.gz", archive(["training.raw", first], ["testing.raw", testing])],
  ];
  it.each(archives)("from an archive %s", async (_, name, bytes) =>
    expect(await bring(file(name, bytes))).toBe("40+20"),
  );

  it("with its test batch loose and the rest in an archive", async () => {
    expect(await bring(file("all.tgz", archive(["data_batch_1.bin", first])), set[1])).toBe("40+20");
  });
});

/** As tar wrote before 1988: only the sum of the header tells. */
function withoutMark(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const copy = Buffer.from(bytes);
  for (let at = copy.indexOf("ustar"); at >= 0; at = copy.indexOf("ustar", at)) {
    const block = at - 257;
    copy.fill(0, at, at + 8);
    copy.write("        ", block + 148, "latin1");
    const sum = copy.subarray(block, block + 512).reduce((total, byte) => total + byte, 0);
    copy.write(`${sum.toString(8).padStart(6, "0")}\0 `, block + 148, "latin1");
  }
  return new Uint8Array(copy);
}

/** Images of CIFAR-100: a coarse label, a fine one, pixels. */
function cifar100(images: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(images * (recordBytes + 1)).fill(200);
  for (let image = 0; image < images; image++) bytes.set([image % 20, image % 100], image * (recordBytes + 1));
  return bytes;
}

function unreadable(name: string, problem: string): NamedFile {
  const blob = new Blob([first]);
  const fail = async () =>
    Promise.reject(new DOMException("A requested file or directory could not be found.", problem));
  Object.defineProperty(blob, "slice", {
    value: () => Object.defineProperty(new Blob(), "arrayBuffer", { value: fail }),
  });
  return { name, blob };
}

describe("what is refused is called by its name, with what to do", () => {
  const tgz = "cifar-10-binary.tar.gz";
  const wrong = first.slice();
  wrong[7 * recordBytes] = 77;
  const rows: readonly (readonly [what: string, files: readonly NamedFile[], message: RegExp])[] = [
    [
      "a web page",
      [named(tgz, page)],
      /^cifar-10-binary\.tar\.gz: it is a web page, not the archive\. .*follow “CIFAR-10 binary/,
    ],
    ["a page in UTF-16", [named(tgz, `\xff\xfe${[...page].join("\0")}\0`)], /it is a web page, not the archive/],
    ["a page saved by a browser", [named(tgz, "From: <Saved by Blink>\nMIME-Version: 1.0")], /it is a web page/],
    ["a page, gzipped", [file(tgz, gzip(text(page)))], /^cifar-10-binary\.tar\.gz: .* is a web page, not the archive/],
    ["an error in XML", [named(tgz, '<?xml version="1.0"?><Error><Code>AccessDenied')], /message of a server \(XML\)/],
    ["an error in JSON", [named(tgz, '{"message":"Not Found"}')], /message of a server \(JSON\)/],
    ["a text", [named("notes.txt", "shopping")], /^notes\.txt: it is a text\. Choose cifar-10-binary/],
    ["a ZIP", [named(tgz, "PK\x03\x04", 5000)], /it is a ZIP archive\. Unpack it, and drop the folder/],
    ["a RAR", [named("cifar-10.rar", "Rar!\x1a\x07", 5000)], /it is a RAR archive\. Unpack it/],
    ["a 7z", [named(tgz, "7z\xbc\xaf\x27\x1c", 5000)], /it is a 7z archive\. Unpack it/],
    [
      "bzip2, xz and Zstandard",
      [named(tgz, "BZh9"), named("x", "\xfd7zXZ\0"), named("y", "\x28\xb5\x2f\xfd")],
      /bzip2 archive\. Unpack/,
    ],
    ["nothing", [named(tgz, "")], /^cifar-10-binary\.tar\.gz: the file is empty\. Download/],
    ["the Python version", [named("data_batch_1", pickle, 9000)], /the Python version of CIFAR-10.*“binary version”/],
    [
      "the Python archive",
      [file(tgz, archive(["cifar-10-batches-py/data_batch_1", text(pickle)]))],
      /^cifar-10-binary\.tar\.gz: .*data_batch_1 is the Python version/,
    ],
    ["CIFAR-100", [file("train.bin", cifar100(60))], /^train\.bin: it is the binary version of CIFAR-100/],
    [
      "CIFAR-100's archive",
      [file("cifar-100-binary.tar.gz", archive(["train.bin", cifar100(60)]))],
      /train\.bin is the binary version of CIFAR-100/,
    ],
    [
      "the Python version of CIFAR-100",
      [named("train", "\x80\x02}q\x01(U\tfilenamesU\x0bfine_labels")],
      /CIFAR-100, another data set/,
    ],
    ["the Matlab version", [named("data_batch_1.mat", "MATLAB 5.0 MAT-file, Platform: GLNXA64")], /the Matlab version/],
    ["arrays of others", [named("x.npy", "\x93NUMPY")], /an array of NumPy/],
    [
      "HDF5 and Parquet",
      [named("a.h5", "\x89HDF\r\n\x1a\n"), named("b.parquet", "PAR1")],
      /there is no batch .* 2 files; each of the 2 files is an HDF5/,
    ],
    [
      "pictures",
      Array.from({ length: 150 }, (_, at) => named(`${at}.png`, "\x89PNG")),
      /each of the 150 files is a picture \(PNG\)/,
    ],
    [
      "a pointer of Git LFS",
      [named("data_batch_1.bin", "version https://git-lfs.github.com/spec/v1")],
      /a pointer of Git LFS, not the file/,
    ],
    ["a link", [named("cifar.url", "[InternetShortcut]\nURL=https://")], /a link to a web page/],
    ["a torrent", [named("cifar.torrent", "d8:announce35:")], /a torrent/],
    [
      "a download that goes on",
      [named("cifar-10-binary.tar.gz.crdownload", "\x07\x07", 9)],
      /it is a download that has not ended\. Wait/,
    ],
    [
      "a download full of holes",
      [set[1], file("data_batch_1.bin", zeros(9 * recordBytes))],
      /9 of its 9 images are nothing but zeros/,
    ],
    [
      "a download with a hole at its end",
      [
        set[1],
        file("data_batch_1.bin", Uint8Array.from([...first.slice(0, 30 * recordBytes), ...zeros(10 * recordBytes)])),
      ],
      /10 of its 40 images are nothing but zeros/,
    ],
    [
      "a batch cut off, whatever its name",
      [set[1], file("train", first.slice(0, 20_000))],
      /^train: it ends within an image: 20000 bytes/,
    ],
    ["a label that does not exist", [set[1], file("data_batch_1.bin", wrong)], /image 8 has the label 77/],
    [
      "a damaged batch beside others",
      [...set, file("data_batch_3.bin", wrong)],
      /^data_batch_3\.bin: image 8 has the label 77/,
    ],
    [
      "a batch whose contents are other",
      [set[1], named("data_batch_1.bin", "\x40\x01\x02", 40_000)],
      /^data_batch_1\.bin: there are no images of CIFAR-10 in it/,
    ],
    [
      "an archive cut off",
      [file(tgz, archive(["data_batch_1.bin", first]).slice(0, 50_000))],
      /it cannot be unpacked .* 50000 bytes\. .*170,052,171/,
    ],
    [
      "a test batch that is a training batch",
      [set[0], file("test_batch.bin", first)],
      /^data_batch_1\.bin: all of its 40 images are in test_batch\.bin too, which is for testing\. Choose only one/,
    ],
    [
      "a batch that nothing names",
      [file("a.bin", first), file("b.bin", testing)],
      /40 images of CIFAR-10, and nothing says whether for training or for testing\. Give it its name/,
    ],
    [
      "half a set",
      [set[0], named(".DS_Store", "\0\0\0\x01Bud1", 6000)],
      /^CIFAR-10: test_batch\.bin is missing beside data_batch_1\.bin/,
    ],
    [
      "half a set beside the Python version",
      [set[0], named("test_batch", pickle)],
      /^test_batch: it is the Python version/,
    ],
    [
      "a file that has gone",
      [unreadable("data_batch_1.bin", "NotFoundError"), set[1]],
      /^data_batch_1\.bin: it is not there any more.*or it is a folder/,
    ],
    [
      "a file that may not be read",
      [unreadable("data_batch_1.bin", "NotReadableError"), set[1]],
      /^data_batch_1\.bin: it cannot be read.*Copy it to/,
    ],
    ["a file that fails otherwise", [unreadable("a", "UnknownError")], /^a: it could not be read\. Close/],
    [
      "an archive that unpacks for ever",
      [file(tgz, gzip(gzip(gzip(gzip(gzip(gzip(text(page))))))))],
      /packed in itself too often/,
    ],
  ];
  it.each(rows)("%s", async (_, files, message) => {
    const said = await bring(...files);
    expect(said).toMatch(message);
    expect(said).not.toMatch(/DOMException|requested file|raw |undefined|NaN/);
    expect(said).toMatch(/\. \S.*\.$/);
  });

  it("an archive that unpacks to more than any memory", async () => {
    const bomb = gzip(new Uint8Array(190_000_000));
    expect(await bring(file("cifar-10-binary.tar.gz", bomb))).toMatch(
      /more than \d+ MB come out of it, and CIFAR-10's/,
    );
  });

  it("a file of many gigabytes, without reading it", async () => {
    const huge = { name: "cifar-10.bin", blob: Object.defineProperty(new Blob([gzip(first)]), "size", { value: 9e9 }) };
    expect(await bring(huge)).toMatch(/it has 9\.0 GB, and CIFAR-10's archive has 170 MB/);
  });
});
