/** As much of the browser's report as the sentence needs. */
export interface Refusal {
  readonly effectiveDirective: string;
  /** An address, a scheme, or a word such as `inline`. */
  readonly blockedURI: string;
  readonly sourceFile: string;
  readonly lineNumber: number;
}

interface Kind {
  /** As the sentence goes on: "for data", "to send a form". */
  readonly asked: string;
  readonly remedy: string;
}

const bringData =
  "Bring data as a file of your own with view(Inputs.file()), as text in the cell, or use the course's: shapes(), " +
  "spiral(), cifar10().";

const kinds: readonly (readonly [RegExp, Kind])[] = [
  [/^connect-src/, { asked: "for data", remedy: bringData }],
  [
    /^img-src/,
    {
      asked: "for a picture",
      remedy:
        "Choose one of your own with view(Inputs.file()) and show it by URL.createObjectURL(file), or draw it in the cell.",
    },
  ],
  [/^media-src/, { asked: "for sound or video", remedy: "Choose a file of your own with view(Inputs.file())." }],
  [/^font-src/, { asked: "for a font", remedy: "Use the page's own: var(--font-ui), var(--font-mono)." }],
  [/^style-src/, { asked: "for a style sheet", remedy: "Write the rules into the cell: html`<style>…</style>`." }],
  [
    /^worker-src/,
    {
      asked: "for a worker of its own",
      remedy: "Training has its worker already; code that is long gives the page turns with await in it.",
    },
  ],
  [
    /^script-src/,
    {
      asked: "for a script",
      remedy: 'Import what the course carries, as in import * as d3 from "npm:d3", or copy the code.',
    },
  ],
  [/^(?:frame|child|fenced-frame)-src/, { asked: "for a frame", remedy: "Link to the page: html`<a href=…>`." }],
  [
    /^object-src/,
    { asked: "for an embedded object", remedy: "Show a picture of it, or link to it: html`<a href=…>`." },
  ],
  [
    /^form-action/,
    { asked: "to send a form", remedy: "Read its fields in the page: view(Inputs.form({…})) yields what they hold." },
  ],
  [/^base-uri/, { asked: "for another base of the page's addresses", remedy: "Write addresses in full." }],
];

/**
 * What the policy of the page refused, in a sentence, and what would work.
 * @returns null for what no cell can have meant
 */
export function describeRefusal({ effectiveDirective, blockedURI, sourceFile, lineNumber }: Refusal): string | null {
  if (blockedURI === "inline")
    return effectiveDirective.startsWith("script-src")
      ? "A handler that is written as text does not run. Put a function in its place: " +
          "html`<button onclick=${() => …}>…</button>`."
      : null;
  if (/^(?:eval|wasm-eval|self|trusted-types)/.test(blockedURI)) return null;
  const kind = kinds.find(([directive]) => directive.test(effectiveDirective))?.[1];
  if (!kind) return null;
  // The line before the reader's first one is the compiler's.
  const place = /\/cell-[^/]*\.js$/.test(sourceFile) && lineNumber > 1 ? ` (line ${lineNumber - 1})` : "";
  const address = blockedURI.includes(":") ? `, ${shorten(blockedURI)}` : "";
  return (
    `The cell asked ${kind.asked}${address}${place}, and was refused: cells load nothing from other sites and send ` +
    `nothing to them. ${kind.remedy}`
  );
}

function shorten(address: string): string {
  return address.length > 120 ? `${address.slice(0, 120)}…` : address;
}
