import { guardName } from "./loop-guard-name.ts";

/** What the run itself makes: where a cell shows things. */
export const ownNames: readonly string[] = ["display", "view"];

/** What tells a run of its end and of whether it is seen. */
export const lifetimeNames: readonly string[] = ["invalidation", "visibility"];

/**
 * Whether every run of a cell has something of its own under the name. A definition of it would be seen by no other cell,
 * or take from all other cells what they rely on.
 */
export function isFixedName(name: string): boolean {
  return ownNames.includes(name) || lifetimeNames.includes(name) || name === guardName;
}

/** What to say where a cell defines such a name or assigns it. */
export function explainFixedName(name: string): string {
  if (name === guardName) return `${name} is what watches the loops of every cell. Choose another name.`;
  return `Every cell has its own ${name}, which no cell can define or assign. Choose another name.`;
}
