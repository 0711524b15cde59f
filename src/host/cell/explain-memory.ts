/** What engines and browsers say when memory is short, and what would help in each case. */
const shortages: readonly (readonly [RegExp, string])[] = [
  [
    /maximum call stack|too much recursion/i,
    "A function calls itself without end, or too deeply. Check the condition on which it stops.",
  ],
  [
    /invalid (?:typed )?array length|invalid string length|invalid count value/i,
    "The size that is asked for is more than an array or a string can have, or not a number. Check how it is computed.",
  ],
  [
    /requested texture size|texture size \[|unable to create (?:webgl)?texture|framebuffer_incomplete|gl_out_of_memory|webgl error: out_of_memory/i,
    "The graphics processor has no room for a tensor of this size. Try half the batchSize, or a smaller width; or " +
      'train with engine: "wasm".',
  ],
  [
    /array buffer allocation failed|allocation failed|allocation size overflow|out of memory|\boom\b|cannot enlarge memory|could not allocate|memory access out of bounds|webassembly\.memory|failed to grow/i,
    "The browser has no more memory for this. Try half the batchSize, a smaller width or fewer seeds; close other tabs " +
      "that are large. Reloading the page frees what earlier runs still hold.",
  ],
];

/** What would help where an error means that memory was short; null for any other error. */
export function memoryHint(error: unknown): string | null {
  const message = error instanceof Error ? error.message : typeof error === "string" ? error : "";
  return shortages.find(([pattern]) => pattern.test(message))?.[1] ?? null;
}
