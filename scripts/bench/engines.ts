/** Who takes part: this course's engines, stock tfjs in its two styles on its two backends, and PyTorch. */
export const engineNames = [
  "webgl",
  "wasm",
  "stock-layers-webgl",
  "stock-core-webgl",
  "stock-layers-wasm",
  "stock-core-wasm",
  "pytorch-1",
  "pytorch-1-nhwc",
  "pytorch-all",
] as const;

export type EngineName = (typeof engineNames)[number];

/** Names that stand for several engines. */
export const engineGroups: Readonly<Record<string, readonly EngineName[]>> = {
  stock: engineNames.filter((name) => name.startsWith("stock-")),
  "stock-webgl": ["stock-layers-webgl", "stock-core-webgl"],
  "stock-wasm": ["stock-layers-wasm", "stock-core-wasm"],
  pytorch: engineNames.filter((name) => name.startsWith("pytorch-")),
};

/** Row titles. */
export const engineTitles: Readonly<Record<EngineName, string>> = {
  webgl: "compiled WebGL",
  wasm: "wasm",
  "stock-layers-webgl": "stock tf.layers, WebGL",
  "stock-core-webgl": "stock core ops, WebGL",
  "stock-layers-wasm": "stock tf.layers, wasm",
  "stock-core-wasm": "stock core ops, wasm",
  "pytorch-1": "PyTorch, 1 thread",
  "pytorch-1-nhwc": "PyTorch, 1 thread, channels last",
  "pytorch-all": "PyTorch, all threads",
};
