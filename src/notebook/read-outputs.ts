import type { CompiledCell } from "./chapter.ts";

/**
 * The values that a program has given its names.
 * @param result what the compiled body returned
 */
export function readOutputs(result: unknown, { outputs }: Pick<CompiledCell, "outputs">): ReadonlyMap<string, unknown> {
  const [record] = (outputs.includes("then") ? result : [result]) as readonly Readonly<Record<string, unknown>>[];
  // The record's own: `__proto__` and `toString` are names as any other.
  return new Map(outputs.map((name) => [name, record && Object.hasOwn(record, name) ? record[name] : undefined]));
}
