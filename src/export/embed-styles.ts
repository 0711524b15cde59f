/**
 * The style sheets of the open page as one text, with the fonts that the page uses within it. A font that cannot be read
 * is left out; the next one of its family's list takes its place.
 */
export async function embedStyles(): Promise<string> {
  const sheets = [...document.styleSheets].filter(({ ownerNode }) => !isInBody(ownerNode));
  const rules = sheets.flatMap((sheet) => readRules(sheet).map((rule) => ({ rule, sheet })));
  const texts = await Promise.all(
    rules.map(({ rule, sheet }) =>
      rule instanceof CSSFontFaceRule ? embedFont(rule, sheet.href ?? document.baseURI) : rule.cssText,
    ),
  );
  // Two components of a page may bring the same style sheet.
  return [...new Set(texts)].filter((text) => text !== "").join("\n");
}

/** Those within the text are copied with it: a chart's own, for example. */
function isInBody(owner: CSSStyleSheet["ownerNode"]): boolean {
  return owner instanceof Node && document.body.contains(owner);
}

function readRules(sheet: CSSStyleSheet): CSSRule[] {
  try {
    return [...sheet.cssRules];
  } catch {
    // Another site's, such as an extension's: not ours to copy.
    return [];
  }
}

async function embedFont({ style }: CSSFontFaceRule, base: string): Promise<string> {
  const read = (name: string) => style.getPropertyValue(name).trim();
  const isUsed = [...document.fonts].some(
    (face) =>
      face.status === "loaded" &&
      unquoted(face.family) === unquoted(read("font-family")) &&
      face.style === (read("font-style") || "normal") &&
      face.weight === (read("font-weight") || "normal") &&
      sameRange(face.unicodeRange, read("unicode-range")),
  );
  const [, address = ""] = /url\("?([^")]+\.woff2[^")]*)"?\)/.exec(read("src")) ?? [];
  const data = isUsed && address !== "" ? await readAsData(new URL(address, base).href) : null;
  if (data === null) return "";
  const kept = ["font-family", "font-style", "font-weight", "unicode-range"].filter((name) => read(name) !== "");
  const facts = kept.map((name) => `${name}: ${read(name)};`).join(" ");
  return `@font-face { ${facts} font-display: swap; src: url("${data}") format("woff2"); }`;
}

function unquoted(family: string): string {
  return family.replace(/^["']|["']$/g, "");
}

/** A face without a range is for everything. */
function sameRange(range: string, written: string): boolean {
  const plain = (text: string) => text.replace(/\s+/g, "").toUpperCase() || "U+0-10FFFF";
  return plain(range) === plain(written);
}

async function readAsData(address: string): Promise<string | null> {
  try {
    const response = await fetch(address);
    if (!response.ok) return null;
    const bytes = new Uint8Array(await response.arrayBuffer());
    return `data:font/woff2;base64,${toBase64(bytes)}`;
  } catch {
    return null;
  }
}

function toBase64(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}
