import type { AnyNode } from "acorn";
import { findSpecial, type SpecialUse } from "./observable-cells.ts";

/** `viewof depth` is called `depthInput`. */
export function inputName(name: string): string {
  return `${name}Input`;
}

/** `setDepth`, `updateDepth`, `readDepth`: what a mutable's own cell offers to others. */
export function functionName(verb: "set" | "update" | "read", name: string): string {
  return `${verb}${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

/** The text of a node in JavaScript: with names and calls in the place of `viewof x` and `mutable x`. */
export function translate(node: AnyNode, source: string): string {
  const uses = findSpecial(node).filter(
    (use, at, all) => !all.slice(0, at).some((outer) => outer.start <= use.start && use.end <= outer.end),
  );
  const parts = uses.map((use, at) => source.slice(uses[at - 1]?.end ?? node.start, use.start) + replace(use, source));
  return parts.join("") + source.slice(uses.at(-1)?.end ?? node.start, node.end);
}

/** What a mutable's own cell has to define besides it for these uses. */
export function verbOf({ change }: SpecialUse): "set" | "update" | "read" {
  if (!change) return "read";
  return change.operator === "" ? "set" : "update";
}

function replace(use: SpecialUse, source: string): string {
  const { kind, name, change } = use;
  if (kind === "view") return inputName(name);
  const call = functionName(verbOf(use), name);
  if (!change) return `${call}()`;
  const value = change.value ? translate(change.value, source) : "1";
  return change.operator === "" ? `${call}(${value})` : `${call}((value) => value ${change.operator} ${value})`;
}
