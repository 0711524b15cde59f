import { escapeHtml } from "../../core/escape-html.ts";

export const xmlHead = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** Text within XML, in which some characters may not stand even if they are escaped. */
export function xmlText(text: string): string {
  const allowed = [...text].filter((character) => {
    const code = character.codePointAt(0) ?? 0;
    const isHalf = code >= 0xd800 && code <= 0xdfff;
    return (code >= 32 && !isHalf && code !== 0xfffe && code !== 0xffff) || character === "\n" || character === "\t";
  });
  return escapeHtml(allowed.join(""));
}
