const inlineMaths = /\$(?=[^\s$])((?:\\[\s\S]|[^\\$])*?)(?<=[^\s])\$(?![\d$])/y;

/** A formula in a sentence: its TeX, and where it ends. */
export interface InlineMaths {
  readonly tex: string;
  readonly end: number;
}

/**
 * The formula `$…$` that begins at a place of a text, or null. Money stays money: the opening dollar touches the formula
 * and no letter or digit stands before it, the closing dollar touches the formula too and no digit follows.
 */
export function readInlineMaths(text: string, at: number): InlineMaths | null {
  if (text[at] !== "$" || /[\p{L}\p{N}$\\]/u.test(text[at - 1] ?? "")) return null;
  inlineMaths.lastIndex = at;
  const match = inlineMaths.exec(text);
  return match ? { tex: match[1] ?? "", end: at + match[0].length } : null;
}
