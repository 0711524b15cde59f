import type { Declaration, Parameter } from "../../src/core/declare.ts";
import type { Part } from "../../src/core/kinds.ts";
import type { FunctionDoc, OptionDoc, ParameterDoc } from "../../src/editor/api-doc.ts";

/** What a function says of itself, as plain data for the editor and the reference; its example aside. */
export function describeDeclaration(declaration: Declaration, group: string): FunctionDoc {
  const { name, help, parameters, template, returns, refuses, source } = declaration;
  const [type, returnText] = returns;
  return {
    name,
    group,
    text: help,
    parameters: parameters.map(describeParameter),
    ...(template ? { isTemplate: true } : {}),
    returns: type,
    ...given({ returnText, refuses, source }),
  };
}

function describeParameter({ name, form, help, kind, table }: Parameter): ParameterDoc {
  return {
    name: form === "rest" ? `...${name}` : name,
    type: table ? "" : (kind?.type ?? "any"),
    isOptional: form.startsWith("optional"),
    text: help,
    ...describeParts(table ?? kind?.parts),
  };
}

function describeParts(parts: Readonly<Record<string, Part>> | undefined): { readonly options?: readonly OptionDoc[] } {
  return parts ? { options: Object.entries(parts).map(([name, part]) => describePart(name, part)) } : {};
}

function describePart(name: string, { mode, kind, help, fallback, otherwise }: Part): OptionDoc {
  return {
    name,
    type: kind.type,
    isOptional: mode !== "needed",
    text: help,
    ...(mode === "default" ? { default: writeValue(fallback) } : {}),
    ...given({ otherwise }),
    ...describeParts(kind.parts),
  };
}

/** A value as a cell would write it. */
export function writeValue(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(writeValue).join(", ")}]`;
  if (typeof value !== "object" || value === null)
    return typeof value === "string" ? JSON.stringify(value) : String(value);
  const parts = Object.entries(value).map(([name, part]) => `${name}: ${writeValue(part)}`);
  return `{${parts.join(", ")}}`;
}

/** Those that are there. */
function given(facts: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(facts).flatMap(([name, fact]) => (fact === undefined ? [] : [[name, fact]])),
  );
}
