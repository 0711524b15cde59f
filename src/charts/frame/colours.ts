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

/** From −1 to 1: blue, through white, to orange. */
export function signed(value: number): Rgb {
  const end: Rgb = value < 0 ? [42, 98, 181] : [180, 82, 10];
  const strength = Math.min(1, Math.abs(Number.isFinite(value) ? value : 0));
  return end.map((channel) => Math.round(255 + (channel - 255) * strength)) as unknown as Rgb;
}

export function toCss([red, green, blue]: Rgb): string {
  return `rgb(${red}, ${green}, ${blue})`;
}

/** Black or white, whichever reads better on a colour. */
export function inkOn([red, green, blue]: Rgb): "#ffffff" | "#15171b" {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 128 ? "#ffffff" : "#15171b";
}

function parseRgb(css: string): Rgb {
  const hex = /^#(..)(..)(..)$/.exec(css)?.slice(1);
  const parts = hex?.map((part) => parseInt(part, 16)) ?? css.match(/\d+/g)?.map(Number) ?? [];
  return [parts[0] ?? 0, parts[1] ?? 0, parts[2] ?? 0];
}
