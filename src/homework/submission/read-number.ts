const number = /^[-+−]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:e[-+]?\d+)?$/i;

/** A number as a student writes it: `0,5`, `−3`, `1e-3`; null: it is none. */
export function readNumber(text: string): number | null {
  const trimmed = text.trim();
  return number.test(trimmed) ? Number(trimmed.replace(",", ".").replace("−", "-")) : null;
}
