import { addTensors } from "../../kernels/arithmetic.ts";
import type { TensorInfo, Workspace } from "../../kernels/workspace.ts";
import type { GraphNode } from "../../models/graph.ts";
import { edgeName, type ObservationRequest } from "../contract/session.ts";

/** Keeps what an observation asks for, while a net runs and its gradient goes back, until it has been read. */
export class Observer {
  readonly values = new Map<string, TensorInfo>();
  readonly gradients = new Map<string, TensorInfo>();
  readonly edges = new Map<string, TensorInfo>();
  readonly #ws: Workspace;
  /** Nodes whose gradients are asked for in parts. */
  readonly #split: ReadonlySet<string>;
  readonly #wanted: { readonly [Part in "values" | "gradients" | "edges"]: ReadonlySet<string> };

  constructor(ws: Workspace, { values, gradients, edges = [] }: ObservationRequest) {
    this.#ws = ws;
    this.#split = new Set(edges.map(({ from }) => from));
    this.#wanted = { values: new Set(values), gradients: new Set(gradients), edges: new Set(edges.map(edgeName)) };
  }

  /** Whether a gradient has to go back for it. */
  get needsGradients(): boolean {
    return this.#wanted.gradients.size > 0 || this.#wanted.edges.size > 0;
  }

  /** Whether that gradient has to go back as far as a node. */
  reaches({ name }: GraphNode): boolean {
    return this.#wanted.gradients.has(name) || this.#split.has(name);
  }

  readonly onValue = ({ name }: GraphNode, value: TensorInfo): void => {
    if (this.#wanted.values.has(name)) this.#keep(this.values, name, value);
  };

  readonly onGradient = ({ name }: GraphNode, gradient: TensorInfo): void => {
    if (this.#wanted.gradients.has(name)) this.#keep(this.gradients, name, gradient);
  };

  /** What a node takes twice counts twice. */
  readonly onEdge = (from: GraphNode, to: GraphNode, gradient: TensorInfo): void => {
    const name = edgeName({ from: from.name, to: to.name });
    if (!this.#wanted.edges.has(name)) return;
    const before = this.edges.get(name);
    if (before === undefined) return this.#keep(this.edges, name, gradient);
    this.edges.set(name, this.#ws.keep(addTensors(this.#ws, before, gradient)));
    this.#ws.free(before);
  };

  dispose(): void {
    for (const kept of [this.values, this.gradients, this.edges]) {
      for (const tensor of kept.values()) this.#ws.free(tensor);
      kept.clear();
    }
  }

  #keep(kept: Map<string, TensorInfo>, name: string, tensor: TensorInfo): void {
    kept.set(name, this.#ws.keep(this.#ws.share(tensor)));
  }
}
