import type { TensorInfo, Workspace } from "../../kernels/workspace.ts";
import type { GraphNode } from "../../models/graph.ts";
import type { ParameterRole } from "../../models/parameters.ts";

/** What a layer works on. */
export interface LayerCall {
  readonly ws: Workspace;
  /** Outputs of the nodes that it names, [N, …shape]. */
  readonly inputs: readonly TensorInfo[];
  readonly parameter: (role: ParameterRole) => TensorInfo;
  /** As in training: batch normalisation takes the batch's statistics, and what can be dropped is. */
  readonly training: boolean;
  /** Decides what is dropped, see `dropKey`. */
  readonly dropKey: number;
  /** False where nobody asks for ∂L/∂input, as before the first layer. */
  readonly inputGradient: boolean;
}

/** A layer's output, and how a gradient goes back through it. */
export interface Applied {
  readonly output: TensorInfo;
  /** Of the batch; only where batch normalisation used them. */
  readonly statistics?: { readonly mean: TensorInfo; readonly variance: TensorInfo };
  /** Gradients from ∂L/∂output; can be called once, before anything is freed. */
  gradient(dy: TensorInfo): LayerGradient;
}

export interface LayerGradient {
  /** One for each input, absent where none was asked for. */
  readonly inputs: readonly (TensorInfo | undefined)[];
  readonly parameters?: Partial<Record<ParameterRole, TensorInfo>>;
}

export type NodeOf<Op extends GraphNode["op"]> = Extract<GraphNode, { op: Op }>;

/** The only input of a layer that has one. */
export function onlyInput({ inputs }: LayerCall): TensorInfo {
  return inputs[0] as TensorInfo;
}
