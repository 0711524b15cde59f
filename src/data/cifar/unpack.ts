import { describeBytes } from "../../core/byte-size.ts";
import { CourseError, refuse } from "../../core/errors.ts";
import { cifarCounts } from "../cifar-10.ts";
import { chunksOf } from "./byte-stream.ts";
import { downloadRemedy, type FileKind } from "./file-signatures.ts";
import { headBytes, identifyHead, type Content } from "./identify.ts";
import { readChunks, type NamedFile } from "./named-file.ts";
import { recordBytes } from "./records.ts";
import { readTar } from "./tar.ts";

/** All images, as records; the largest file that is kept out of an archive, and far less than the largest that is opened. */
const wholeSetBytes = (cifarCounts.training + cifarCounts.test) * recordBytes;
const mostPacked = 3 * wholeSetBytes;
const mostUnpacked = 5 * wholeSetBytes;
/** Archives within archives: a download that was compressed once more, twice more … */
const deepest = 4;

/** A file that was told by its contents. */
export interface FoundFile {
  readonly file: NamedFile;
  /** The file that the reader chose: the archive that this one lay in. */
  readonly from: string;
  readonly content: Content;
}

/**
 * What lies in an archive: batches with their contents, other files as what they are. A packed single file is that file.
 * @throws CourseError if it cannot be unpacked, or is too large for what it should be
 */
export async function unpack(
  file: NamedFile,
  from: string,
  report: (bytes: number) => void,
  depth = 0,
): Promise<FoundFile[]> {
  const { name, blob } = file;
  if (blob.size > mostPacked) throw tooLarge(name, `it has ${describeBytes(blob.size)}`);
  try {
    return await unpackStream(readChunks(file, report), { name, from, depth });
  } catch (error) {
    if (error instanceof CourseError) throw error;
    const reason = error instanceof Error && error.message !== "" ? error.message : "the data is damaged";
    const problem = `it cannot be unpacked (${reason}); it is incomplete or damaged at ${blob.size} bytes`;
    throw refuse(name, problem, `The complete archive has 170,052,171 bytes. ${downloadRemedy}`);
  }
}

interface Place {
  readonly name: string;
  readonly from: string;
  readonly depth: number;
}

async function unpackStream(chunks: AsyncGenerator<Uint8Array>, place: Place): Promise<FoundFile[]> {
  if (place.depth > deepest) throw refuse(place.name, "it is packed in itself too often", downloadRemedy);
  const { head, all } = await peek(chunks);
  const isGzip = head[0] === 0x1f && head[1] === 0x8b;
  if (isGzip) return unpackStream(limited(gunzip(all), place.name), { ...place, depth: place.depth + 1 });
  if (identifyHead(head, Infinity).kind === "tar") return unpackTar(all, place);
  return [await keepSingle(all, place)];
}

async function unpackTar(chunks: AsyncGenerator<Uint8Array>, { from, depth }: Place): Promise<FoundFile[]> {
  const found: FoundFile[] = [];
  const isWanted = (head: Uint8Array, size: number) =>
    size <= wholeSetBytes && identifyHead(head, size).kind !== "other";
  for await (const { name, size, bytes } of readTar(chunks, headBytes, isWanted)) {
    const content = identifyHead(bytes.subarray(0, headBytes), size);
    const file = { name, blob: new Blob([bytes]) };
    if (content.kind === "other" || content.kind === "batch")
      found.push({ file, from, content: ofSize(content, size) });
    else found.push(...(await unpack(file, from, () => undefined, depth + 1)));
  }
  return found;
}

/** A larger file than the whole set was not kept, and is no batch. */
function ofSize(content: Content, size: number): Content {
  return content.kind === "batch" && size > wholeSetBytes ? { kind: "other", is: hugeFile } : content;
}

const hugeFile: FileKind = {
  id: "huge",
  what: `larger than all of CIFAR-10 (${describeBytes(wholeSetBytes)})`,
  remedy: "Choose cifar-10-binary.tar.gz.",
};

/** What was packed alone, as `gzip data_batch_1.bin` does. */
async function keepSingle(chunks: AsyncGenerator<Uint8Array>, { name, from }: Place): Promise<FoundFile> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > wholeSetBytes) throw tooLarge(name, `more than ${describeBytes(wholeSetBytes)} come out of it`);
    parts.push(chunk.slice());
  }
  const blob = new Blob(parts);
  const file = { name: name.replace(/\.(?:tar\.gz|tgz|gz)$/i, ""), blob };
  const head = new Uint8Array(await blob.slice(0, headBytes).arrayBuffer());
  return { file, from, content: identifyHead(head, size) };
}

/** The first bytes of a stream, and the stream from its start. */
async function peek(
  chunks: AsyncGenerator<Uint8Array>,
): Promise<{ readonly head: Uint8Array; readonly all: AsyncGenerator<Uint8Array> }> {
  const first: Uint8Array<ArrayBuffer>[] = [];
  for (let size = 0; size < headBytes; size += first.at(-1)?.length ?? 0) {
    const { done, value } = await chunks.next();
    if (done === true) break;
    first.push(value.slice());
  }
  const head = new Uint8Array(await new Blob(first).slice(0, headBytes).arrayBuffer());
  const all = (async function* () {
    yield* first;
    yield* chunks;
  })();
  return { head, all };
}

/** A small file can unpack to more than any memory holds. */
async function* limited(chunks: AsyncGenerator<Uint8Array>, name: string): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > mostUnpacked) throw tooLarge(name, `more than ${describeBytes(mostUnpacked)} come out of it`);
    yield chunk;
  }
}

function tooLarge(name: string, problem: string): CourseError {
  return refuse(name, `${problem}, and CIFAR-10's archive has 170 MB`, "Choose cifar-10-binary.tar.gz.");
}

function gunzip(chunks: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  const compressed = new ReadableStream<BufferSource>({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done === true) controller.close();
      else controller.enqueue(value as Uint8Array<ArrayBuffer>);
    },
  });
  return chunksOf(compressed.pipeThrough(new DecompressionStream("gzip")));
}
