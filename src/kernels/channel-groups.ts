import type { TensorInfo, Workspace } from "./workspace.ts";

/**
 * A convolution in groups (Xie et al. 1611.05431, Fig. 3c) is one in fewer groups whose kernel is zero wherever an input
 * and an output channel are of different groups.
 */

/** Kernel [k, k, Cin/groups, Cout] to [k, k, Cin/fewer, Cout]. `fewer` divides `groups`. */
export function spreadGroups(ws: Workspace, kernel: TensorInfo, groups: number, fewer: number): TensorInfo {
  if (groups === fewer) return kernel;
  const tiled = ws.call("Tile", { x: kernel }, { reps: [1, 1, groups / fewer, 1] });
  const spread = ws.call("Multiply", { a: tiled, b: sameGroup(ws, kernel.shape, groups, fewer) });
  ws.release(tiled);
  return spread;
}

/** The gradient of `spreadGroups`: [k, k, Cin/fewer, Cout] to [k, k, Cin/groups, Cout]. */
export function gatherGroups(ws: Workspace, spread: TensorInfo, groups: number, fewer: number): TensorInfo {
  if (groups === fewer) return spread;
  const [height = 1, width = 1, perFewer = 1, channelsOut = 1] = spread.shape;
  const joined = groups / fewer;
  const shape = [height, width, perFewer / joined, channelsOut];
  const masked = ws.call("Multiply", { a: spread, b: sameGroup(ws, shape, groups, fewer) });
  const split = ws.call("Reshape", { x: masked }, { shape: [height * width, joined, perFewer / joined, channelsOut] });
  const sum = ws.call("Sum", { x: split }, { axis: [1], keepDims: false });
  const gathered = ws.call("Reshape", { x: sum }, { shape });
  ws.release(spread, masked, split, sum);
  return gathered;
}

/** 1 where input and output channel are of the same group, otherwise 0: [1, 1, Cin/fewer, Cout]. */
function sameGroup(ws: Workspace, kernelShape: readonly number[], groups: number, fewer: number): TensorInfo {
  const [perGroup = 1, channelsOut = 1] = kernelShape.slice(2);
  const joined = groups / fewer;
  const shape = [1, 1, perGroup * joined, channelsOut];
  return ws.constant(`${groups} groups in ${fewer}: ${shape.join(" ")}`, shape, () =>
    Float32Array.from({ length: perGroup * joined * channelsOut }, (_, at) => {
      const group = Math.floor((at % channelsOut) / (channelsOut / groups));
      return Math.floor(at / channelsOut / perGroup) === group % joined ? 1 : 0;
    }),
  );
}
