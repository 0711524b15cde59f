import { createHash } from "node:crypto";
import { escapeHtml } from "../core/escape-html.ts";
import { findDrawings } from "./find-drawings.ts";

/** A drawing of a recorded output as a file of the site: a picture by itself, and what the page puts in its place. */
export interface FarDrawing {
  /** Without ".svg": another drawing has another name, so that browsers can keep the file for good. */
  readonly name: string;
  readonly svg: string;
}

export interface FarDrawings {
  /** By cell id: the same HTML, with empty drawings of the same size. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly drawings: readonly FarDrawing[];
}

interface FarOptions {
  /** Ids of the cells in the order of the page. */
  readonly order: readonly string[];
  readonly addressOf: (name: string) => string;
  /** The style sheet of a drawing that stands alone; `around` is the output that it was taken from. */
  readonly sheetOf: (svg: string, around: string) => string;
}

/** Smaller ones cost less in the page than a request. */
const smallest = 1500; // characters
/** Drawings at the head of the page, which the reader sees at once, stay in it. */
const near = 4;
/** A picture loads no other files, and HTML in it is no HTML. */
const bound = /<(?:image|foreignObject|script|a)\b/;
/** What a drawing of Observable Plot brings for all of its kind; it stands at the head of the page. */
const ownSheet = /<style>[^<]*<\/style>/g;

/**
 * Takes the drawings that no reader sees at first out of recorded outputs. Their own `<svg>` stays where it is, so that
 * nothing moves when the page fills it; without scripts it shows the file as a picture.
 * @param outputs static HTML by cell id
 */
export function takeFarDrawings(outputs: Readonly<Record<string, string>>, options: FarOptions): FarDrawings {
  const drawings = new Map<string, FarDrawing>();
  let met = 0;
  const taken = options.order.flatMap((id): [string, string][] => {
    const output = outputs[id];
    if (output === undefined) return [];
    let html = "";
    let end = 0;
    for (const { from, to } of findDrawings(output)) {
      const svg = output.slice(from, to);
      if (svg.length < smallest || ++met <= near || bound.test(svg)) continue;
      const drawing = standAlone(svg, options.sheetOf(svg, output));
      drawings.set(drawing.name, drawing);
      html += output.slice(end, from) + placeFor(svg, options.addressOf(drawing.name));
      end = to;
    }
    return [[id, html + output.slice(end)]];
  });
  return { outputs: { ...outputs, ...Object.fromEntries(taken) }, drawings: [...drawings.values()] };
}

/** The empty drawing. Within a drawing `<noscript>` is one only as HTML. */
function placeFor(svg: string, address: string): string {
  const open = openOf(svg);
  const [, x = "0", y = "0"] = /\sviewBox="(\S+) (\S+)/.exec(open) ?? [];
  const picture = `<img src="${escapeHtml(address)}" alt="${escapeHtml(describe(svg))}" width="100%" height="100%">`;
  const place = `<foreignObject x="${x}" y="${y}" width="100%" height="100%"><noscript>${picture}</noscript></foreignObject>`;
  const sheets = svg.match(ownSheet) ?? [];
  return `${open.slice(0, -1)} data-drawing="${escapeHtml(address)}">${sheets.join("")}${place}</svg>`;
}

/** What the drawing is called; the words in it where it has no name. One with a role says its name itself. */
function describe(svg: string): string {
  const open = openOf(svg);
  const label = /\saria-label="([^"]*)"/.exec(open)?.[1];
  if (label !== undefined) return open.includes('role="img"') ? "" : plain(label);
  const words = [...svg.matchAll(/<text\b[^>]*>([\s\S]*?)<\/text>/g)].map(([, text = ""]) =>
    text.replace(/<[^>]*>/g, ""),
  );
  return plain(words.filter((text) => text.trim() !== "").join(", "));
}

function plain(text: string): string {
  return text
    .replaceAll("&nbsp;", "\u00a0")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
}

/** As XML. All that the page puts in its place stands behind the first style sheet. */
function standAlone(svg: string, sheet: string): FarDrawing {
  const open = openOf(svg);
  const names = [
    ...(/\sxmlns="/.test(open) ? [] : ['xmlns="http://www.w3.org/2000/svg"']),
    ...(/\sxlink:/.test(svg) && !/\sxmlns:xlink="/.test(open) ? ['xmlns:xlink="http://www.w3.org/1999/xlink"'] : []),
  ];
  const own = (svg.match(ownSheet) ?? []).join("").replace(/<\/?style>/g, "");
  const inner = svg.slice(open.length).replace(ownSheet, "");
  const whole = `${["<svg", ...names].join(" ")}${open.slice("<svg".length)}<style>${own}${sheet}</style>${inner}`;
  const text = whole
    .replaceAll("&nbsp;", "&#160;")
    .replace(/="([^"]*)"/g, (_, value: string) => `="${value.replaceAll("<", "&lt;")}"`)
    .replace(
      /(<style>)([\s\S]*?)(<\/style>)/,
      (_, from: string, css: string, to: string) => from + css.replaceAll("<", "") + to,
    );
  return { name: createHash("sha256").update(text).digest("hex").slice(0, 10), svg: text };
}

function openOf(svg: string): string {
  return /^<svg\b(?:[^>"]|"[^"]*")*>/.exec(svg)?.[0] ?? "<svg>";
}
