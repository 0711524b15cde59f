import type { TensorInfo, Workspace } from "./workspace.ts";

export interface ScoredLogits {
  /** Mean over the batch, a scalar. */
  readonly loss: TensorInfo;
  /** Share of examples whose largest logit is the right one, a scalar. */
  readonly accuracy: TensorInfo;
  /** ∂loss/∂logits */
  readonly gradient: TensorInfo;
}

/** Softmax and cross-entropy of logits [N, classes] against labels [N] (int32), in one so that nothing overflows. */
export function softmaxCrossEntropy(ws: Workspace, logits: TensorInfo, labels: TensorInfo): ScoredLogits {
  if (ws.has("SoftmaxCrossEntropy")) {
    const [loss, accuracy, gradient] = ws.callMany("SoftmaxCrossEntropy", { logits, labels });
    return { loss, accuracy, gradient } as ScoredLogits;
  }
  const [batch = 1, classes = 1] = logits.shape;
  const oneHot = { depth: classes, onValue: 1, offValue: 0, dtype: "float32" };
  const right = ws.call("OneHot", { indices: labels }, oneHot);
  const largest = ws.call("Max", { x: logits }, { reductionIndices: [1], keepDims: true });
  const shifted = ws.call("Sub", { a: logits, b: largest });
  const powers = ws.call("Exp", { x: shifted });
  const sums = ws.call("Sum", { x: powers }, { axis: [1], keepDims: true });
  const ofRight = ws.call("Multiply", { a: right, b: shifted });
  const sumOfRight = ws.call("Sum", { x: ofRight }, { axis: [1], keepDims: true });
  const losses = ws.call("Sub", { a: ws.call("Log", { x: sums }), b: sumOfRight });
  const error = ws.call("Sub", { a: ws.call("RealDiv", { a: powers, b: sums }), b: right });
  return {
    loss: ws.call("Mean", { x: losses }, { axis: [0, 1], keepDims: false }),
    accuracy: shareOfHits(ws, logits, labels),
    gradient: ws.call("Multiply", { a: error, b: ws.scalar(1 / batch) }),
  };
}

function shareOfHits(ws: Workspace, logits: TensorInfo, labels: TensorInfo): TensorInfo {
  const guesses = ws.call("ArgMax", { x: logits }, { axis: 1 });
  const hits = ws.call("Equal", { a: guesses, b: labels });
  return ws.call("Mean", { x: ws.call("Cast", { x: hits }, { dtype: "float32" }) }, { axis: [0], keepDims: false });
}
