import * as Plot from "@observablehq/plot";

export type Rgb = readonly [red: number, green: number, blue: number];

const cividisTable: Rgb[] = [];

/** The house's colours for magnitudes, dark to light: cividis (Nuñez et al. 2018), for every kind of colour vision. */
export function cividis(share: number): Rgb {
  if (cividisTable.length === 0) {
    const scale = Plot.scale({ color: { type: "linear", scheme: "cividis", domain: [0, 255] } });
    for (let at = 0; at < 256; at++) cividisTable.push(parseRgb(String(scale?.apply(at))));
  }
  const at = Math.round(255 * Math.min(1, Math.max(0, Number.isFinite(share) ? share : 0)));
  return cividisTable[at] ?? [0, 0, 0];
}

/** The colours of −1, 0 and 1: blue, white and orange. */
export interface SignedEnds {
  readonly negative: Rgb;
  readonly zero: Rgb;
  readonly positive: Rgb;
}

/** The page's colours for signed values, from its style sheet: pixels of a canvas cannot name a token. */
export function readSignedEnds(): SignedEnds {
  const style = getComputedStyle(document.documentElement);
  const read = (end: keyof SignedEnds): Rgb => parseRgb(style.getPropertyValue(`--signed-${end}`).trim());
  return { negative: read("negative"), zero: read("zero"), positive: read("positive") };
}

/** The colour of a value from −1 to 1; what is no number is drawn as zero. */
export function signed(value: number, { negative, zero, positive }: SignedEnds): Rgb {
  const end = value < 0 ? negative : positive;
  const strength = Math.min(1, Math.abs(Number.isFinite(value) ? value : 0));
  const [red, green, blue] = zero.map((channel, at) => Math.round(channel + ((end[at] ?? 0) - channel) * strength));
  return [red ?? 0, green ?? 0, blue ?? 0];
}

export function toCss([red, green, blue]: Rgb): string {
  return `rgb(${red}, ${green}, ${blue})`;
}

/** The token of a text on a colour, light or dark, whichever reads better. */
export function inkOn([red, green, blue]: Rgb): "var(--on-dark)" | "var(--on-light)" {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 128 ? "var(--on-dark)" : "var(--on-light)";
}

function parseRgb(css: string): Rgb {
  // A build writes #fff for #ffffff.
  const hex = /^#(..)(..)(..)$/.exec(css.replace(/^#(.)(.)(.)$/, "#$1$1$2$2$3$3"))?.slice(1);
  const parts = hex?.map((part) => parseInt(part, 16)) ?? css.match(/\d+/g)?.map(Number) ?? [];
  return [parts[0] ?? 0, parts[1] ?? 0, parts[2] ?? 0];
}
