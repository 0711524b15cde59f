import { findChanceUniforms } from "../../kernels/webgl/chance.ts";
import type { Draw } from "../../kernels/webgl/draw.ts";
import type { Command, Plan } from "./commands.ts";
import type { Program, Programs } from "./programs.ts";
import { createFramebuffer, type Texture } from "./textures.ts";
import type { UpdateSettings } from "./update-settings.ts";

/** A draw with everything looked up beforehand. */
export interface PreparedDraw {
  readonly program: Program;
  readonly framebuffer: WebGLFramebuffer;
  readonly textures: readonly WebGLTexture[];
  readonly left: number;
  readonly width: number;
  readonly height: number;
  readonly firstLayer: number;
  readonly isProbe: boolean;
  /** What the program's chance uniforms are to hold, in their order. */
  readonly chances: readonly Decision[];
}

/** What chance decides for a node in the pass at hand; set before each pass. */
export interface Decision {
  value: number;
}

/** Which of a buffer's two copies a command sees: it reads the current one and writes the next one. */
export type FindTexture = (buffer: string, copy: "current" | "next") => Texture;

/** Where the things that a plan names are found. */
export interface Lookups {
  readonly programs: Programs;
  readonly findTexture: FindTexture;
  /** The decision for a node. */
  readonly findDecision: (node: number) => Decision;
}

/** Looks up the programs, framebuffers and textures of every draw of a plan, so that a step only replays them. */
export function prepareCommands(gl: WebGL2RenderingContext, plan: Plan, lookups: Lookups): PreparedDraw[] {
  return plan.commands.flatMap((command) => command.draws.map((draw) => prepareDraw(gl, command, draw, lookups)));
}

function prepareDraw(
  gl: WebGL2RenderingContext,
  command: Command,
  draw: Draw,
  { programs, findTexture, findDecision }: Lookups,
): PreparedDraw {
  const targets = draw.targets.map(({ output, layer }) => {
    return { texture: findTexture(command.writes[output] ?? "", "next"), layer };
  });
  return {
    program: programs.request(draw.source, draw.samplers),
    framebuffer: createFramebuffer(gl, targets),
    textures: draw.samplers.map((sampler) => findTexture(command.reads[sampler] ?? "", "current").handle),
    left: command.column ?? draw.left ?? 0,
    width: draw.width,
    height: draw.height,
    firstLayer: draw.firstLayer,
    isProbe: command.phase === "probe",
    chances: findChanceUniforms(draw.source).map((uniform) => findDecision(command.chances?.[uniform] ?? 0)),
  };
}

export interface ReplayOptions {
  /** Whether draws that measure gradients take part. */
  readonly probe: boolean;
  /** Compared by identity, so pass the same object while nothing changes. */
  readonly settings: UpdateSettings;
}

/** Issues the draws. Nothing is created or looked up here: this is all the JavaScript that a step costs. */
export function replay(gl: WebGL2RenderingContext, draws: readonly PreparedDraw[], options: ReplayOptions): void {
  let current: Program | null = null;
  const bound: WebGLTexture[] = [];
  for (const draw of draws) {
    if (draw.isProbe && !options.probe) continue;
    if (draw.program !== current) {
      current = draw.program;
      gl.useProgram(current.handle);
      setOptimizer(gl, current, options.settings);
    }
    if (current.firstLayer !== null && current.heldLayer !== draw.firstLayer) {
      gl.uniform1i(current.firstLayer, draw.firstLayer);
      current.heldLayer = draw.firstLayer;
    }
    for (let at = 0; at < draw.chances.length; at++) {
      gl.uniform1ui(current.chances[at] ?? null, draw.chances[at]?.value ?? 0);
    }
    gl.bindFramebuffer(gl.FRAMEBUFFER, draw.framebuffer);
    gl.viewport(draw.left, 0, draw.width, draw.height);
    for (let unit = 0; unit < draw.textures.length; unit++) {
      const texture = draw.textures[unit] as WebGLTexture;
      if (bound[unit] === texture) continue;
      gl.activeTexture(gl.TEXTURE0 + unit);
      gl.bindTexture(gl.TEXTURE_2D_ARRAY, texture);
      bound[unit] = texture;
    }
    gl.drawArrays(gl.TRIANGLES, 0, 3);
  }
}

function setOptimizer(gl: WebGL2RenderingContext, program: Program, settings: UpdateSettings): void {
  if (program.optimizer === null || program.heldSettings === settings) return;
  gl.uniform3f(program.optimizer, ...settings.optimizer);
  if (program.secondMoment !== null) gl.uniform4f(program.secondMoment, ...settings.secondMoment);
  program.heldSettings = settings;
}
