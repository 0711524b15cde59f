import { sumOf } from "../../core/statistics.ts";
import type { Draw } from "../../kernels/webgl/draw.ts";
import type { TensorLayout, TextureSize } from "../../kernels/webgl/layout.ts";
import type { BlockLabel } from "../../models/graph.ts";

/** What the device offers; a plan is made for one device. */
export interface DeviceLimits {
  /** Outputs of one draw: 4 everywhere, 8 on most devices. */
  readonly drawBuffers: number;
  /** Longest side of a texture, in texels. */
  readonly textureSize: number;
  readonly arrayLayers: number;
  /** Textures that one draw can sample. */
  readonly textureUnits: number;
}

/**
 * What a buffer holds. The persistent ones outlive a step; parameters and running statistics exist twice, since a
 * draw cannot read the texture that it writes: a step reads the current copy and writes the next one.
 */
export type BufferRole =
  | "input"
  | "targets"
  | "examples"
  | "parameter"
  | "running"
  | "score"
  | "probes"
  | "activation"
  | "statistics"
  | "gradient"
  | "partial"
  | "losses";

const persistentRoles: readonly BufferRole[] = [
  "input",
  "targets",
  "examples",
  "parameter",
  "running",
  "score",
  "probes",
];

/** A texture array by name, before it has memory. */
export interface VirtualBuffer {
  readonly id: string;
  readonly size: TextureSize;
  readonly role: BufferRole;
  /** Where values lie, if the buffer holds a tensor. */
  readonly layout?: TensorLayout;
}

/** True where a buffer keeps its values from step to step and is never reused for anything else. */
export function isPersistent({ role }: VirtualBuffer): boolean {
  return persistentRoles.includes(role);
}

/** True where a buffer exists twice. */
export function isPingPong({ role }: VirtualBuffer): boolean {
  return role === "parameter" || role === "running";
}

/** "update" commands write parameters and running statistics; "probe" commands run only in steps that probe. */
export type Phase = "forward" | "loss" | "backward" | "update" | "probe";

/** One kernel, applied: its draws, and the buffer for each name that they sample or write. */
export interface Command {
  readonly name: string;
  readonly phase: Phase;
  readonly reads: Readonly<Record<string, string>>;
  readonly writes: Readonly<Record<string, string>>;
  readonly draws: readonly Draw[];
  /** The node (dropout or stochastic depth) that decides for each chance uniform of the draws. */
  readonly chances?: Readonly<Record<string, number>>;
  /** Column of the output texture to write, if it is not the first. */
  readonly column?: number;
}

/** What a command binds to the names that its draws use. */
export type Bindings = Pick<Command, "reads" | "chances">;

/** An explicit program for one batch size: commands in order, over named buffers. */
export interface Plan {
  readonly batch: number;
  readonly buffers: ReadonlyMap<string, VirtualBuffer>;
  readonly commands: readonly Command[];
  /** The buffers that the host writes. `targets` is null for cross-entropy. */
  readonly input: VirtualBuffer;
  readonly targets: VirtualBuffer | null;
  readonly examples: VirtualBuffer;
  /** One texel: loss and accuracy. */
  readonly score: VirtualBuffer;
  /** Blocks whose gradient norms a probe measures, in graph order; empty in an evaluation. */
  readonly probes: readonly BlockLabel[];
  readonly probeBuffer: VirtualBuffer | null;
  /** Buffers that keep their values to the end of the pass, by the names of the nodes and edges that were to be observed. */
  readonly observed: ObservedBuffers;
}

export interface ObservedBuffers {
  readonly values: ReadonlyMap<string, VirtualBuffer>;
  readonly gradients: ReadonlyMap<string, VirtualBuffer>;
  /** By `edgeName`. */
  readonly edges: ReadonlyMap<string, VirtualBuffer>;
}

/** A plan, or why there is none: the caller then takes another engine. */
export type Planned =
  { readonly supported: true; readonly plan: Plan } | { readonly supported: false; readonly reason: string };

/** Draw calls of a step (without probes). */
export function countDraws(plan: Plan): number {
  return sumOf(plan.commands, ({ phase, draws }) => (phase === "probe" ? 0 : draws.length));
}

/** Distinct programs of a step. */
export function countPrograms(plan: Plan): number {
  return new Set(plan.commands.flatMap(({ draws }) => draws.map(({ source }) => source))).size;
}
