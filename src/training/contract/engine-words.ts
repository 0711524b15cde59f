import type { EngineInfo } from "./protocol.ts";

/** What is known of a run about how it is trained. */
interface TrainedRun {
  readonly name: string;
  /** Why plain tfjs trains it although the engine has a compiled step. */
  readonly fallback: string | null;
}

/** An engine with what turned out when the nets were opened on it: which kind of step trains them. */
export function describeRun(info: EngineInfo, runs: readonly TrainedRun[]): EngineInfo {
  if (info.kind === "wasm") return info;
  const renderer = info.device.replace(/^WebGL: /, "");
  const byArm = new Map(runs.flatMap(({ name, fallback }) => (fallback === null ? [] : [[name, fallback] as const])));
  if (byArm.size === 0) return { ...info, device: `compiled WebGL: ${renderer}` };
  const isAll = runs.every(({ fallback }) => fallback !== null);
  const fallbacks = [...byArm].map(([arm, reason]) => ({ arm, reason }));
  const reasons = [...new Set(byArm.values())];
  const isShared = isAll && reasons.length === 1;
  const why = (isShared ? reasons : fallbacks.map(({ arm, reason }) => `${arm}: ${reason}`)).join("; ");
  const device = isAll
    ? `tfjs WebGL (because ${why}): ${renderer}`
    : `compiled WebGL, tfjs WebGL for some (because ${why}): ${renderer}`;
  return { ...info, device, fallbacks };
}

/** In a word or two, where the device does not matter: "compiled WebGL", "tfjs WebGL", "wasm (SIMD), 3 workers". */
export function nameEngine({ kind, device, fallbacks, workers }: EngineInfo): string {
  if (kind === "wasm") return workers === undefined ? device : `${device}, ${workers} workers`;
  if (fallbacks === undefined) return device.startsWith("compiled") ? "compiled WebGL" : "WebGL";
  return device.startsWith("compiled") ? "compiled and tfjs WebGL" : "tfjs WebGL";
}
