/**
 * One draw call of a kernel: a fragment program, what it samples and which layers it writes. Kernels name their inputs
 * and outputs; the planner binds the names to buffers.
 */
export interface Draw {
  /** Fragment shader, GLSL ES 3.00. Equal texts are compiled once. */
  readonly source: string;
  /** Names of the inputs, each a texture array, in the order of the texture units. */
  readonly samplers: readonly string[];
  /** What output location 0, 1, … writes. */
  readonly targets: readonly Target[];
  /** Texels written: from column `left` (the first, if it is not given) of the lowest row. */
  readonly left?: number;
  readonly width: number;
  readonly height: number;
  /** Value of the uniform `firstLayer`, which lets draws of one kernel share a program. */
  readonly firstLayer: number;
}

export interface Target {
  readonly output: string;
  readonly layer: number;
}

export interface ShaderParts {
  readonly samplers: readonly string[];
  /** How many locations the shader writes, as `out0`, `out1`, … */
  readonly outputs: number;
  /** Declarations before main: functions, further uniforms. */
  readonly declarations?: string;
  /** Statements. `p` is the texel that is written. */
  readonly main: string;
}

/** One full-screen triangle, made from the vertex's number alone. */
export const vertexShader = `#version 300 es
void main() {
  vec2 corner = vec2((gl_VertexID << 1) & 2, gl_VertexID & 2);
  gl_Position = vec4(corner * 2.0 - 1.0, 0.0, 1.0);
}`;

/** Puts a fragment shader together. */
export function fragmentShader({ samplers, outputs, declarations = "", main }: ShaderParts): string {
  return [
    "#version 300 es",
    "precision highp float;",
    "precision highp int;",
    "precision highp sampler2DArray;",
    ...samplers.map((name) => `uniform sampler2DArray ${name};`),
    "uniform int firstLayer;",
    ...range(outputs).map((at) => `layout(location = ${at}) out vec4 out${at};`),
    declarations,
    "void main() {",
    "  ivec2 p = ivec2(gl_FragCoord.xy);",
    main,
    "}",
  ].join("\n");
}

/** An output's value as a GLSL expression, and where it goes. */
export interface OutputValue extends Target {
  readonly value: string;
}

/**
 * Draws that write all `values`, at most `drawBuffers` at a time: where the device writes fewer, the statements in
 * `main` run again for the rest.
 */
export function drawOutputs(
  parts: Omit<ShaderParts, "outputs">,
  values: readonly OutputValue[],
  size: { readonly width: number; readonly height: number },
  drawBuffers: number,
): Draw[] {
  const draws: Draw[] = [];
  for (let first = 0; first < values.length; first += drawBuffers) {
    const written = values.slice(first, first + drawBuffers);
    const stores = written.map(({ value }, at) => `  out${at} = ${value};`).join("\n");
    draws.push({
      source: fragmentShader({ ...parts, outputs: written.length, main: `${parts.main}\n${stores}` }),
      samplers: parts.samplers,
      targets: written.map(({ output, layer }) => ({ output, layer })),
      width: size.width,
      height: size.height,
      firstLayer: 0,
    });
  }
  return draws;
}

/** 0, 1, …, count − 1. */
export function range(count: number): number[] {
  return Array.from({ length: count }, (_, at) => at);
}
