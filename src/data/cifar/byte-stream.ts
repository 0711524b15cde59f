/** The chunks of a stream; not every browser lets a `for await` do this. */
export async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** Cuts a stream of chunks into pieces of wanted lengths. */
export class ByteReader {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #rest = new Uint8Array(0);

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** The next `length` bytes, fewer where the stream ends before. */
  async read(length: number): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = new Uint8Array(length);
    const filled = await this.#take(length, (part, at) => bytes.set(part, at));
    return bytes.subarray(0, filled);
  }

  /** @returns how many bytes were skipped: fewer than `length` where the stream ends before */
  skip(length: number): Promise<number> {
    return this.#take(length, () => undefined);
  }

  async #take(length: number, use: (part: Uint8Array, at: number) => void): Promise<number> {
    let taken = 0;
    while (taken < length) {
      if (this.#rest.length === 0) {
        const { done, value } = await this.#chunks.next();
        if (done === true) break;
        this.#rest = value as Uint8Array<ArrayBuffer>;
      }
      const part = this.#rest.subarray(0, length - taken);
      use(part, taken);
      taken += part.length;
      this.#rest = this.#rest.subarray(part.length);
    }
    return taken;
  }
}
