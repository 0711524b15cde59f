import { readPlanePoints } from "../../charts/examples/plane-points.ts";
import { generateSpiral, spiral } from "../../data/spiral.ts";

/**
 * The spiral's training points by class, and half a side of the plane that they are drawn on: that of `decisionPlane`.
 */
export function spiralPoints() {
  const { training, classNames } = generateSpiral(spiral());
  const farthest = training.inputs.reduce((far, value) => Math.max(far, Math.abs(value)), 0);
  return {
    classes: readPlanePoints("spiralPoints", { ...training, shape: [2], classNames }),
    span: Number((1.04 * farthest).toPrecision(3)),
  };
}
