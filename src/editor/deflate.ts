/** What the unpacked bytes were more than. */
export class TooLargeError extends Error {
  override readonly name = "TooLargeError";
}

/** Packs text into characters that may stand in an address: deflate without header, in base64url without padding. */
export async function deflateText(text: string): Promise<string> {
  const packed = new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  return toBase64Url(await collect(packed, Infinity));
}

/**
 * Unpacks what `deflateText` made. The bytes are counted while they come, so that a small text that unpacks to
 * gigabytes is given up early.
 * @throws TooLargeError, or another error for what is no such text
 */
export async function inflateText(packed: string, mostBytes: number): Promise<string> {
  const stream = new Blob([fromBase64Url(packed)]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new TextDecoder("utf-8", { fatal: true }).decode(await collect(stream, mostBytes));
}

async function collect(stream: ReadableStream<Uint8Array>, mostBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = stream.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.byteLength;
    if (size > mostBytes) {
      void reader.cancel();
      throw new TooLargeError(`more than ${mostBytes} bytes`);
    }
    chunks.push(next.value);
  }
  const all = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.byteLength;
  }
  return all;
}

function toBase64Url(bytes: Uint8Array): string {
  const characters = Array.from(bytes, (byte) => String.fromCharCode(byte));
  return btoa(characters.join("")).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  if (!/^[\w-]*$/.test(text)) throw new SyntaxError("not base64url");
  const characters = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(characters, (character) => character.charCodeAt(0));
}
