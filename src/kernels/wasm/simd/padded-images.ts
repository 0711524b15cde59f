import type { TensorInfo } from "@tensorflow/tfjs-core";
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import { addressOf, allocate, floats, free } from "../heap.ts";
import { advance, copyBytes, defineFunction, i32, repeatConstant, type FunctionSource } from "./assembler.ts";
import { program, type Program } from "./run.ts";

export interface Frame {
  /** Size with the zeros around and between. */
  readonly height: number;
  readonly width: number;
  /** Where the first pixel goes, counted from the top and from the left. */
  readonly start: number;
  /** From a pixel to the next: 1, or more with zeros between them. */
  readonly spread: number;
}

/** The images of a batch [N, H, W, C], one after the other in the same place, with zeros around them. */
export class PaddedImages {
  readonly #backend: BackendWasm;
  readonly #images: number;
  readonly #imageBytes: number;
  /** Absent where there is nothing to add: then images are read where they are. */
  readonly #frame: { readonly tensor: TensorInfo; readonly first: number; readonly copy: Program } | null;

  constructor(backend: BackendWasm, images: TensorInfo, { height, width, start, spread }: Frame) {
    const [, rows = 1, columns = 1, channels = 1] = images.shape;
    this.#backend = backend;
    this.#images = addressOf(backend, images);
    this.#imageBytes = rows * columns * channels * 4;
    if (height === rows && width === columns) {
      this.#frame = null;
      return;
    }
    const tensor = allocate(backend, [height, width, channels]);
    floats(backend, tensor).fill(0);
    const pixel = channels * 4;
    const first = addressOf(backend, tensor) + (start * width + start) * pixel;
    const size = { rows, columns, pixel, spread, toRow: width * pixel * spread };
    const copy = program(backend, `copy ${Object.values(size).join(" ")}`, () => writeCopy(size));
    this.#frame = { tensor, first, copy };
  }

  /** Where image `index` lies, until the next is asked for. */
  place(index: number): number {
    const from = this.#images + index * this.#imageBytes;
    if (this.#frame === null) return from;
    this.#frame.copy(from, this.#frame.first);
    return addressOf(this.#backend, this.#frame.tensor);
  }

  dispose(): void {
    if (this.#frame !== null) free(this.#backend, this.#frame.tensor);
  }
}

interface CopySize {
  readonly rows: number;
  readonly columns: number;
  /** Bytes of a pixel. */
  readonly pixel: number;
  readonly spread: number;
  /** Bytes from a row to the next where it is written. */
  readonly toRow: number;
}

/** Copies pixels row by row into a frame. */
function writeCopy({ rows, columns, pixel, spread, toRow }: CopySize): FunctionSource {
  const [runs, length, step] = spread === 1 ? [1, columns * pixel, 0] : [columns, pixel, spread * pixel];
  return defineFunction(["from", "to"], ({ from, to }, declare) => {
    const [row, run] = [declare("i32"), declare("i32")];
    return repeatConstant(row, rows, [
      repeatConstant(run, runs, [
        copyBytes(to.get, from.get, i32.constant(length)),
        advance(from, length),
        advance(to, step),
      ]),
      advance(to, toRow - runs * step),
    ]);
  });
}
