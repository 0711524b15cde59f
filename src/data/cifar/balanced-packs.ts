import { packSize } from "./packs.ts";
import { classCount, recordBytes } from "./records.ts";

/**
 * Brings records into balanced order and cuts them into packs: one image of each class, then the next of each, so that
 * the first n are a set with classes in equal numbers to within one. Classes that have run out are left out.
 * @param chunks whole records, in the order of the files; labels are valid
 * @returns packs of `packSize` records, the last one of what is left
 */
export async function* balancedPacks(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const waiting = Array.from({ length: classCount }, (): Uint8Array[] => []);
  let pack = new PackInWork();
  for await (const chunk of chunks) {
    for (let from = 0; from < chunk.length; from += recordBytes) {
      waiting[chunk[from] as number]?.push(chunk.slice(from, from + recordBytes));
    }
    while (waiting.every((records) => records.length > 0)) {
      for (const records of waiting) pack.add(records.shift() as Uint8Array);
      if (!pack.isFull) continue;
      yield pack.bytes;
      pack = new PackInWork();
    }
  }
  while (waiting.some((records) => records.length > 0)) {
    for (const record of waiting.flatMap((records) => records.splice(0, 1))) {
      pack.add(record);
      if (!pack.isFull) continue;
      yield pack.bytes;
      pack = new PackInWork();
    }
  }
  if (pack.bytes.length > 0) yield pack.bytes;
}

/** `packSize` is a multiple of the number of classes, so whole rounds fill it. */
class PackInWork {
  readonly #bytes = new Uint8Array(packSize * recordBytes);
  #filled = 0;

  add(record: Uint8Array): void {
    this.#bytes.set(record, this.#filled);
    this.#filled += recordBytes;
  }

  get isFull(): boolean {
    return this.#filled === this.#bytes.length;
  }

  get bytes(): Uint8Array<ArrayBuffer> {
    return this.#bytes.subarray(0, this.#filled);
  }
}
