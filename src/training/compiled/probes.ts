import { normParts, readNorm, squaredNorm } from "../../kernels/webgl/squared-norm.ts";
import type { VirtualBuffer } from "./commands.ts";
import type { Gradients } from "./gradients.ts";
import type { PlanBuilder } from "./plan-builder.ts";

/** The buffer in which every probed block has a column of partial sums. */
export const probeBufferId = "probes";

/** Appends the measurement of ‖∂L/∂h‖ at a labelled node. Without a gradient there the column stays zero. */
export function emitProbe(builder: PlanBuilder, gradients: Gradients, index: number, column: number): void {
  const gradient = gradients.resolve(index, true);
  if (gradient === null) return;
  builder.emit({
    name: `${builder.nameOf(index)}/probe`,
    phase: "probe",
    reads: { x: gradient.gradient },
    writes: { norm: probeBufferId },
    draws: squaredNorm(builder.layoutOf(index)),
    column,
  });
}

/** Declares the probes' buffer: as many columns as labelled nodes. */
export function declareProbes(builder: PlanBuilder): void {
  const labelled = builder.architecture.nodes.flatMap(({ block }, index) => (block === undefined ? [] : [index]));
  const parts = labelled.map((index) => normParts(builder.layoutOf(index)));
  const size = { width: Math.max(1, labelled.length), height: Math.max(1, ...parts), layers: 1 };
  builder.addTexture(probeBufferId, "probes", size);
}

/** ‖∂L/∂h‖ of the probed blocks, from the texels of the probes' buffer. */
export function readProbes({ size }: VirtualBuffer, texels: Float32Array, count: number): number[] {
  return Array.from({ length: count }, (_, column) => {
    const sums = Array.from({ length: size.height }, (_, row) => {
      const at = (row * size.width + column) * 4;
      return [...texels.subarray(at, at + 4)];
    });
    return readNorm(sums.flat());
  });
}
