import { findChanceUniforms } from "../../kernels/webgl/chance.ts";
import type { Draw } from "../../kernels/webgl/draw.ts";
import { layoutTensor, textureOf, type TensorLayout, type TextureSize } from "../../kernels/webgl/layout.ts";
import type { OptimizerKind } from "../../kernels/webgl/optimizer-step.ts";
import type { Architecture } from "../../models/graph.ts";
import { findClusters, requireNode, type Cluster } from "./clusters.ts";
import type { BufferRole, Command, DeviceLimits, VirtualBuffer } from "./commands.ts";
import { findSeparate, type EdgeIndices, type ObservedIndices } from "./observed-nodes.ts";
import { parameterBuffers } from "./parameter-buffers.ts";

export interface BuilderOptions {
  readonly batch: number;
  readonly optimizer: OptimizerKind;
  readonly limits: DeviceLimits;
  readonly observed: ObservedIndices;
}

/** Collects the commands and buffers of a plan while the graph is walked. */
export class PlanBuilder {
  readonly architecture: Architecture;
  readonly batch: number;
  readonly optimizer: OptimizerKind;
  readonly limits: DeviceLimits;
  readonly observed: ObservedIndices;
  /** Buffers with the gradients of the observed nodes, by index. */
  readonly observedGradients = new Map<number, string>();
  /** Buffers with what flows through the observed edges. */
  readonly observedEdges = new Map<EdgeIndices, string>();
  readonly clusters: ReadonlyMap<number, Cluster>;
  readonly buffers = new Map<string, VirtualBuffer>();
  readonly commands: Command[] = [];
  #temporaries = 0;

  constructor(architecture: Architecture, { batch, optimizer, limits, observed }: BuilderOptions) {
    this.architecture = architecture;
    this.batch = batch;
    this.optimizer = optimizer;
    this.limits = limits;
    this.observed = observed;
    this.clusters = findClusters(architecture.nodes, findSeparate(architecture.nodes, observed));
    for (const buffer of parameterBuffers(architecture, optimizer).values()) this.buffers.set(buffer.id, buffer);
  }

  get drawBuffers(): number {
    return this.limits.drawBuffers;
  }

  /** The layout of a node's value and of its gradient. */
  layoutOf(index: number): TensorLayout {
    return layoutTensor(this.batch, requireNode(this.architecture.nodes, index).shape, this.drawBuffers);
  }

  /** Id of the buffer that holds a node's value. */
  valueOf(index: number): string {
    const node = requireNode(this.architecture.nodes, index);
    return node.op === "input" ? `input@${this.batch}` : node.name;
  }

  nameOf(index: number): string {
    return requireNode(this.architecture.nodes, index).name;
  }

  addTensor(id: string, role: BufferRole, layout: TensorLayout): string {
    this.buffers.set(id, { id, role, size: textureOf(layout), layout });
    return id;
  }

  addTexture(id: string, role: BufferRole, size: TextureSize): string {
    this.buffers.set(id, { id, role, size });
    return id;
  }

  /** A buffer that only the next few commands know. */
  addTemporary(layout: TensorLayout, role: BufferRole = "gradient"): string {
    return this.addTensor(`temporary${++this.#temporaries}`, role, layout);
  }

  /** Appends a command; without draws there is nothing to do. */
  emit(command: Command): void {
    if (command.draws.length === 0) return;
    for (const draw of command.draws) this.#checkNames(command, draw);
    this.commands.push(command);
  }

  #checkNames({ name, reads, writes, chances = {} }: Command, draw: Draw): void {
    const missing = [
      ...findChanceUniforms(draw.source).filter((uniform) => !(uniform in chances)),
      ...draw.samplers.filter((sampler) => !this.buffers.has(reads[sampler] ?? "")),
      ...draw.targets.filter(({ output }) => !this.buffers.has(writes[output] ?? "")).map(({ output }) => output),
    ];
    if (missing.length > 0) throw new Error(`${name}: nothing is bound to ${missing.join(", ")}`);
  }
}
