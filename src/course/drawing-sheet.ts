import type { SheetRule } from "./sheet-rules.ts";

/** What a drawing takes from style sheets, and the variables that it takes that from. */
const drawn =
  /^(?:--[\w-]+|color|fill(?:-\w+)?|stroke(?:-\w+)?|font(?:-[\w-]+)?|text-anchor|dominant-baseline|paint-order|opacity|display|visibility|vector-effect|white-space|image-rendering)$/;
/** States that a picture is never in, and what only a page can tell. */
const states = /:(?:hover|focus|active|checked|has|disabled|target|host|before|after)|::/;

/**
 * The rules that a drawing needs where it stands alone, with the variables that they name.
 * @param rules of the site's style sheets, in their order
 * @param svg the drawing
 * @param around the HTML that it stands in: classes of it may stand before those of the drawing in a selector
 */
export function drawingSheet(rules: readonly SheetRule[], svg: string, around: string): string {
  const own = namesOf(svg);
  const outer = new Set([...namesOf(around), "cell-output", "prose"]);
  const used = rules.flatMap(({ selectors, declarations }) => {
    const kept = selectors.flatMap((selector) => shorten(selector, own, outer) ?? []);
    const looks = keepDrawn(declarations);
    return kept.length === 0 || looks === "" ? [] : [`${kept.join(",")}{${looks}}`];
  });
  const sheet = used.join("");
  return `:root{color-scheme:light dark;${findVariables(rules, svg + sheet + base)}}${base}${sheet}`;
}

/** As the plots of charts have it. */
const base = ":root{color:var(--muted);font-family:var(--font-ui)}";

/** Classes and elements of a text of HTML. */
function namesOf(html: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [, list = ""] of html.matchAll(/\sclass="([^"]*)"/g))
    for (const name of list.split(/\s+/)) names.add(name);
  for (const [, tag = ""] of html.matchAll(/<([a-z]\w*)/gi)) names.add(tag);
  return names;
}

/** The selector without what stands around the drawing; null where it selects nothing in it. */
function shorten(selector: string, own: ReadonlySet<string>, outer: ReadonlySet<string>): string | null {
  if (states.test(selector)) return null;
  const parts = selector.split(/\s+(?![^(]*\))/);
  const isWithin = (part: string) => namesIn(part).every((name) => own.has(name));
  if (!isWithin(parts.at(-1) ?? "") || namesIn(parts.at(-1) ?? "").length === 0) return null;
  const first = parts.findIndex((_, at) => parts.slice(at).every((part) => part === ">" || isWithin(part)));
  const isAround = parts
    .slice(0, first)
    .every((part) => part === ">" || namesIn(part).every((name) => outer.has(name)));
  return isAround ? parts.slice(parts[first] === ">" ? first + 1 : first).join(" ") : null;
}

/** Classes and elements that must be there; of alternatives, and of what must not be, it does not matter. */
function namesIn(part: string): readonly string[] {
  const plain = part.replace(/:[\w-]+\([^)]*\)/g, "").replace(/\[[^\]]*\]|:[\w-]+/g, "");
  const names = [...plain.matchAll(/\.?([\w-]+)/g)].map(([, name = ""]) => name);
  const alternatives = /:(?:is|where)\(([^)]*)\)/.exec(part)?.[1]?.match(/[\w-]+/g) ?? [];
  return names.length === 0 ? alternatives.slice(0, 1) : names;
}

function keepDrawn(declarations: string): string {
  return declarations
    .split(/;\s*/)
    .filter((each) => drawn.test(each.split(":")[0]?.trim() ?? ""))
    .map((each) => each.replace(/^([\w-]+):\s+/, "$1:"))
    .join(";");
}

/** Those that are set at the root of pages and that a text names, directly or through others. */
function findVariables(rules: readonly SheetRule[], text: string): string {
  const values = new Map<string, string>();
  for (const { selectors, declarations } of rules)
    if (selectors.includes(":root"))
      for (const [, name = "", value = ""] of declarations.matchAll(/(--[\w-]+):\s*([^;]+)/g)) values.set(name, value);
  const found = new Set<string>();
  const follow = (from: string) => {
    for (const [, name = ""] of from.matchAll(/var\((--[\w-]+)/g)) {
      const value = values.get(name);
      if (value === undefined || found.has(name)) continue;
      found.add(name);
      follow(value);
    }
  };
  follow(text);
  return [...found].map((name) => `${name}:${values.get(name)}`).join(";");
}
