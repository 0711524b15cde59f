import type { TensorInfo, Workspace } from "./workspace.ts";

/** The parts' channels side by side: [.., C₁], [.., C₂], … to [.., C₁ + C₂ + …]. */
export function concatenate(ws: Workspace, parts: readonly TensorInfo[]): TensorInfo {
  return ws.call("Concat", parts, { axis: (parts[0]?.shape.length ?? 1) - 1 });
}

/** Gradients of `concatenate`: to each part its own channels. */
export function concatenationGradient(
  ws: Workspace,
  dy: TensorInfo,
  parts: readonly { readonly shape: readonly number[] }[],
): TensorInfo[] {
  let start = 0;
  return parts.map(({ shape }) => {
    const begin = shape.map((_, axis) => (axis === shape.length - 1 ? start : 0));
    start += shape.at(-1) ?? 0;
    return ws.call("Slice", { x: dy }, { begin, size: [...shape] });
  });
}
