/** A text in which no character means anything to Markdown, nor to the formulas of notebooks. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>$|~]/g, "\\$&").replace(/^(\s*)([#+-]|\d+[.)])(?=\s)/gm, "$1\\$2");
}
