/** `depth`, `depth and seeds`, `depth, width and seeds`. */
export function listNames(names: readonly string[]): string {
  const [last = "", ...others] = names.toReversed();
  return others.length === 0 ? last : `${others.toReversed().join(", ")} and ${last}`;
}
