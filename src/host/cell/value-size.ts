/** How much memory a value takes, as far as that can be told. */
export interface ValueSize {
  readonly bytes: number;
  /** Parts of it could not be measured: elements of the page, functions, what lies behind a private field. */
  readonly isPartial: boolean;
}

/** More parts than this are not looked at: measuring must not hold up the page. */
const mostParts = 50_000;

/** Adds up numbers, text, buffers and tensors within a value; what is in it twice counts once. */
export function measureValue(value: unknown): ValueSize {
  const seen = new Set<object>();
  const waiting: unknown[] = [value];
  let bytes = 0;
  let isPartial = false;
  while (waiting.length > 0) {
    const part = waiting.pop();
    if (typeof part !== "object" || part === null) {
      bytes += sizeOfPlain(part);
      isPartial ||= typeof part === "function";
      continue;
    }
    if (seen.has(part)) continue;
    seen.add(part);
    if (seen.size > mostParts) return { bytes, isPartial: true };
    const { own, parts } = openObject(part);
    bytes += own;
    isPartial ||= parts === null;
    waiting.push(...(parts ?? []));
  }
  return { bytes, isPartial };
}

function sizeOfPlain(value: unknown): number {
  if (typeof value === "string") return 2 * value.length;
  return typeof value === "number" || typeof value === "bigint" ? 8 : 4;
}

/** Its own bytes and its parts; null for parts that cannot be seen, as behind a getter that fails. */
function openObject(value: object): { readonly own: number; readonly parts: Iterable<unknown> | null } {
  try {
    const own = sizeOfObject(value);
    if (own !== null) return { own, parts: [] };
    if (Array.isArray(value) && value.length > mostParts && value.every((each) => typeof each === "number"))
      return { own: 8 * value.length, parts: [] };
    return { own: 0, parts: partsOf(value) };
  } catch {
    return { own: 0, parts: null };
  }
}

/** Of what keeps its bytes in one place; null for what is made of parts. */
function sizeOfObject(value: object): number | null {
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (value instanceof ArrayBuffer) return value.byteLength;
  if (value instanceof Blob) return value.size;
  if (isTensor(value)) return value.size * (value.dtype === "bool" ? 1 : 4);
  if ("getContext" in value && "width" in value && "height" in value)
    return 4 * Number(value.width) * Number(value.height);
  return null;
}

/** What tfjs hands out; it holds four bytes for each number, on the graphics processor or not. */
function isTensor(value: object): value is { readonly size: number; readonly dtype: string } {
  return "dataId" in value && "dtype" in value && "size" in value && typeof value.size === "number";
}

/** Null for what hides its parts. */
function partsOf(value: object): Iterable<unknown> | null {
  if (Array.isArray(value)) return value.slice(0, mostParts);
  if (value instanceof Map) return [...value.keys(), ...value.values()];
  if (value instanceof Set) return value;
  const prototype: unknown = Object.getPrototypeOf(value);
  const isPlain = prototype === Object.prototype || prototype === null;
  return isPlain ? Object.values(value) : null;
}
