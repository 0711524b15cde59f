import { sum } from "../../../src/core/statistics.ts";

/** Counts of everything that any WebGL 2 context of this page was asked for since the watch began. */
export interface GlWatch {
  readonly draws: number;
  readonly programs: number;
  readonly textureBytes: number;
  /** Puts the browser's own functions back. */
  stop(): void;
}

type Method = (this: WebGL2RenderingContext, ...values: never[]) => unknown;
type Observer = (gl: WebGL2RenderingContext, values: readonly unknown[]) => void;

const drawing = ["drawArrays", "drawElements", "drawArraysInstanced", "drawElementsInstanced", "drawRangeElements"];

/** Watches by wrapping the context's functions, which costs a little time: stop before times are taken. */
export function watchGl(): GlWatch {
  const count = { draws: 0, programs: 0 };
  const textures = new Map<unknown, number>();
  const allocate = (gl: WebGL2RenderingContext, target: unknown, bytes: number): void => {
    textures.set(boundTexture(gl, target), bytes);
  };
  const undo = [
    ...drawing.map((name) => observe(name, () => count.draws++)),
    observe("linkProgram", () => count.programs++),
    observe("texStorage2D", (gl, [target, , format, width, height]) =>
      allocate(gl, target, Number(width) * Number(height) * bytesOf(gl, format)),
    ),
    observe("texStorage3D", (gl, [target, , format, width, height, depth]) =>
      allocate(gl, target, Number(width) * Number(height) * Number(depth) * bytesOf(gl, format)),
    ),
    observe("texImage2D", (gl, [target, , format, width, height, , , type]) => {
      // The short form takes an image, of which engines have none
      if (typeof height === "number") allocate(gl, target, Number(width) * height * bytesOf(gl, format, type));
    }),
    observe("deleteTexture", (_, [texture]) => textures.delete(texture)),
  ];
  return {
    get draws() {
      return count.draws;
    },
    get programs() {
      return count.programs;
    },
    get textureBytes() {
      return sum([...textures.values()]);
    },
    stop: () => undo.forEach((each) => each()),
  };
}

function observe(name: string, observer: Observer): () => void {
  const prototype = WebGL2RenderingContext.prototype as unknown as Record<string, Method>;
  const original = prototype[name] as Method;
  prototype[name] = function (...values) {
    observer(this, values);
    return original.apply(this, values);
  };
  return () => {
    prototype[name] = original;
  };
}

function boundTexture(gl: WebGL2RenderingContext, target: unknown): unknown {
  const isArray = target === gl.TEXTURE_2D_ARRAY;
  return gl.getParameter(isArray ? gl.TEXTURE_BINDING_2D_ARRAY : gl.TEXTURE_BINDING_2D);
}

const sizes: Readonly<Record<string, number>> = {
  R32F: 4,
  RG32F: 8,
  RGBA32F: 16,
  R16F: 2,
  RG16F: 4,
  RGBA16F: 8,
  RGBA8: 4,
  R8: 1,
};

/** Bytes of a texel; an unsized format has four channels of the given type. */
function bytesOf(gl: WebGL2RenderingContext, format: unknown, type?: unknown): number {
  const sized = Object.entries(sizes).find(([name]) => Reflect.get(gl, name) === format);
  return sized?.[1] ?? (type === gl.FLOAT ? 16 : 4);
}
