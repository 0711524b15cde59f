import { withoutGuards } from "../../notebook/loop-guard-name.ts";

let isOwn = false;

/**
 * Lets the text of a function, as `String(f)` gives it, be what the reader wrote: without the calls that watch its loops,
 * and with `import` where the compiler put a function in its place.
 */
export function hideGuards(): void {
  if (isOwn) return;
  isOwn = true;
  // The function is called on whatever its caller asks about, as the browser's own is.
  const original = Function.prototype.toString;
  const toString = {
    toString(this: unknown): string {
      return withoutGuards(original.call(this)).replace(/\$m[\da-z]{4}(?=\s*\()/g, "import");
    },
  }.toString;
  Object.defineProperty(Function.prototype, "toString", { value: toString, writable: true, configurable: true });
}
