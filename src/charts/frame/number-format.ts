const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/**
 * Three significant digits, readable: `1.02`, `0.031`, `2.7 × 10⁵`, `−0.400`. Trailing zeros stay, so that values set
 * below each other line up. What is not a number is "–", what is infinite "∞".
 */
export function formatNumber(value: number, digits = 3): string {
  if (Number.isNaN(value)) return "–";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  const size = Math.abs(value);
  if (size === 0) return "0";
  if (size >= 1e5 || size < 1e-4) return formatPower(value, digits);
  const decimals = Math.max(0, digits - 1 - Math.floor(Math.log10(size)));
  return withMinus(value.toFixed(Math.min(decimals, 5)));
}

/** As written, not rounded to digits: thresholds and chances that a person chose. */
export function formatExact(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e6)) return formatPower(value, 2);
  return withMinus(String(Number(value.toPrecision(6))));
}

/** `10³`, for logarithmic axes. */
export function formatTenTo(exponent: number): string {
  return `10${toSuperscript(exponent)}`;
}

/** `92 %`; a share of 1 is 100 %. */
export function formatPercent(share: number): string {
  if (!Number.isFinite(share)) return "–";
  return `${withMinus((100 * share).toFixed(Math.abs(share) < 0.0995 && share !== 0 ? 1 : 0))} %`;
}

/** `68,050`. */
export function formatCount(count: number): string {
  return count.toLocaleString("en-US");
}

/** `4, 20 and 56`. */
export function listInWords(items: readonly (string | number)[]): string {
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}

/**
 * Whole numbers in words, neighbours drawn together: `1, 2 and 3`, `1 to 1,000`, `3, 5 to 40 and 99`. What is still too
 * long is cut, with its count.
 * @param numbers ascending, each once
 */
export function listNumbers(numbers: readonly number[]): string {
  const runs = neighbours(numbers);
  const words = runs.flatMap(([from, to]) => {
    const [first, last] = [from.toLocaleString("en"), to.toLocaleString("en")];
    if (to - from < 3)
      return numbers.filter((each) => each >= from && each <= to).map((each) => each.toLocaleString("en"));
    return [`${first} to ${last}`];
  });
  if (words.length <= mostNumbers) return listInWords(words);
  return `${words.slice(0, mostNumbers - 1).join(", ")}, … (${numbers.length.toLocaleString("en")})`;
}

const mostNumbers = 12;

function neighbours(numbers: readonly number[]): (readonly [from: number, to: number])[] {
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last && number === last[1] + 1) last[1] = number;
    else runs.push([number, number]);
  }
  return runs;
}

/** With a large first letter, as a sentence begins. */
export function capitalise(text: string): string {
  return text.replace(/^./, (first) => first.toUpperCase());
}

function formatPower(value: number, digits: number): string {
  const [mantissa = "", exponent = ""] = value.toExponential(Math.max(0, digits - 2)).split("e");
  const power = formatTenTo(Number(exponent));
  return Number(mantissa) === 1 ? power : `${withMinus(mantissa.replace(/\.0+$/, ""))} × ${power}`;
}

function toSuperscript(exponent: number): string {
  const digits = String(Math.abs(exponent)).replace(/\d/g, (digit) => superscripts[Number(digit)] ?? "");
  return exponent < 0 ? `⁻${digits}` : digits;
}

function withMinus(text: string): string {
  return text.replace("-", "−");
}
