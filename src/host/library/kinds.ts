import { made, type Kind } from "../../core/kinds.ts";

/** The texts between the values of a template: what a tag gets. @param tag its name, for the remedy */
export function templateKind(tag: string): Kind<TemplateStringsArray> {
  return made<TemplateStringsArray>(
    "template",
    (value) => Array.isArray(value) && "raw" in value,
    `Write ${tag}\`…\`, without parentheses.`,
  );
}
