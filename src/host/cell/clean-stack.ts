/**
 * An error's stack in the reader's terms: its message, then the places in cells' texts. What the page itself does in
 * between is no help, and its names are shortened.
 */
export function cleanStack(stack: string): string {
  const lines = stack.split("\n");
  const first = lines.findIndex(isFrame);
  if (first < 0) return stack;
  return [...lines.slice(0, first), ...lines.slice(first).flatMap(readFrame)].join("\n");
}

function isFrame(line: string): boolean {
  return /^\s+at\s/.test(line) || /^[^\s@]*@\S+:\d+/.test(line);
}

/** The line before the reader's first one is the compiler's. */
function readFrame(frame: string): string[] {
  const [, cell = "", line = ""] = /[\s(@/]cell-([^/]+)\.js:(\d+)/.exec(frame) ?? [];
  if (cell === "" || Number(line) < 2) return [];
  const [, name = ""] = /^\s+at (?:async )?(?:new )?([\w$.]+) \(/.exec(frame) ?? /^([\w$.]+)@/.exec(frame) ?? [];
  const called = name === "" || /^(?:eval|Object\.eval)$/.test(name) ? "" : `${name}, `;
  return [`    at ${called}cell ${cell}, line ${Number(line) - 1}`];
}
