import { sizeOf } from "../../core/shape.ts";
import { refuse } from "../../core/errors.ts";
import { softmaxCrossEntropy } from "../../kernels/softmax-cross-entropy.ts";
import type { TensorInfo, Workspace } from "../../kernels/workspace.ts";
import type { Batch, LossKind } from "../contract/session.ts";

export interface Scored {
  /** A scalar. */
  readonly loss: TensorInfo;
  /** A scalar; absent for regression. */
  readonly accuracy?: TensorInfo;
  /** ∂loss/∂output */
  readonly gradient: TensorInfo;
}

/** Compares the net's output [N, K] with what the batch says it should be. */
export function score(ws: Workspace, loss: LossKind, output: TensorInfo, { labels, targets }: Batch): Scored {
  if (loss === "cross-entropy") {
    if (labels === null) throw refuse("loss", "cross-entropy needs labels", 'Use loss: "mean-squared-error".');
    return softmaxCrossEntropy(ws, output, ws.upload(labels, [labels.length]));
  }
  if (targets === null) throw refuse("loss", "mean squared error needs targets", 'Use loss: "cross-entropy".');
  return meanSquaredError(ws, output, ws.upload(targets, output.shape));
}

/** Mean over all elements, as in torch.nn.MSELoss. */
function meanSquaredError(ws: Workspace, output: TensorInfo, targets: TensorInfo): Scored {
  const error = ws.call("Sub", { a: output, b: targets });
  const axis = output.shape.map((_, index) => index);
  const count = sizeOf(output.shape);
  return {
    loss: ws.call("Mean", { x: ws.call("Square", { x: error }) }, { axis, keepDims: false }),
    gradient: ws.call("Multiply", { a: error, b: ws.scalar(2 / count) }),
  };
}
