/** What has no place in a picture of the page: it runs, loads, plays or moves. */
const excluded =
  "script, iframe, frame, object, embed, link, meta, base, template, noscript, audio, video, source, track, set, animate, animateMotion, animateTransform";

/** Those of them that a reader sees: a word stands in their place. */
const playing: Readonly<Record<string, string>> = {
  IFRAME: "a page within the page",
  OBJECT: "an embedded object",
  EMBED: "an embedded object",
  AUDIO: "a sound",
};

/**
 * A copy of a part of the page that is only to be looked at: canvases and pictures as data, controls switched off with
 * the values that they have, nothing that runs or loads anything.
 * @param live an element of the open page
 * @param without parts of it to leave out
 * @returns an element that holds the copy, of a document that is nowhere shown, so that it neither loads nor upgrades
 *   anything: the copied element itself may have become a picture, or nothing
 */
export function stillCopy(live: Element, without: readonly Element[] = []): Element {
  const inert = document.implementation.createHTMLDocument();
  const copy = inert.importNode(live, true);
  const holder = inert.createElement("div");
  holder.append(copy);
  const copies = [copy, ...copy.querySelectorAll("*")];
  for (const [at, element] of [live, ...live.querySelectorAll("*")].entries()) {
    const still = copies[at];
    if (without.includes(element)) still?.remove();
    else if (still) freeze(element, still);
  }
  for (const element of holder.querySelectorAll(excluded)) element.remove();
  for (const element of holder.querySelectorAll("*")) removeHandlers(element);
  return holder;
}

function freeze(live: Element, still: Element): void {
  const word = playing[live.tagName];
  if (word !== undefined) still.replaceWith(`[${live.getAttribute("title") ?? word}, on the page only]`);
  else if (live instanceof HTMLCanvasElement) still.replaceWith(pictureOf(live, still, live.width, live.height));
  else if (live instanceof HTMLVideoElement)
    still.replaceWith(pictureOf(live, still, live.videoWidth, live.videoHeight));
  else if (live instanceof HTMLImageElement && !live.src.startsWith("data:"))
    still.replaceWith(pictureOf(live, still, live.naturalWidth, live.naturalHeight));
  else if (isControl(live)) switchOff(live, still);
  else if (live instanceof HTMLStyleElement || live instanceof SVGStyleElement)
    still.textContent = ownRules(live.sheet);
}

/** A style sheet within the text, without what it would fetch from elsewhere. */
function ownRules(sheet: CSSStyleSheet | null): string {
  const rules = [...(sheet?.cssRules ?? [])].filter((rule) => !(rule instanceof CSSImportRule));
  return safeStyles(rules.map(({ cssText }) => cssText).join("\n"));
}

/** Styles that can stand in a `<style>` element of HTML: nothing in them ends it. */
export function safeStyles(text: string): string {
  return text.replaceAll("</", "<\\/");
}

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement | HTMLButtonElement;

function isControl(element: Element): element is Control {
  return element.matches("input, select, textarea, button");
}

/** Nothing answers it in the copy. */
function switchOff(live: Control, still: Element): void {
  still.setAttribute("disabled", "");
  if (live instanceof HTMLInputElement && live.type !== "file") {
    still.setAttribute("value", live.value);
    still.toggleAttribute("checked", live.checked);
  }
  if (live instanceof HTMLTextAreaElement) still.textContent = live.value;
  if (!(live instanceof HTMLSelectElement)) return;
  for (const [at, option] of [...still.querySelectorAll("option")].entries())
    option.toggleAttribute("selected", live.options[at]?.selected ?? false);
}

type Picture = HTMLCanvasElement | HTMLImageElement | HTMLVideoElement;

/** An image that holds its pixels itself; its alternative text where they cannot be read. */
function pictureOf(live: Picture, still: Element, width: number, height: number): Element | string {
  const alt = live.getAttribute("alt") ?? live.getAttribute("aria-label") ?? "";
  const image = still.ownerDocument.createElement("img");
  for (const { name, value } of live.attributes)
    if (!/^(role|src|srcset|sizes|poster|controls|autoplay|loop|muted)$/.test(name)) image.setAttribute(name, value);
  image.alt = alt;
  try {
    image.src = readPixels(live, width, height);
    return image;
  } catch {
    return alt === "" ? "[a picture that cannot be copied]" : `[${alt}]`;
  }
}

/** @throws Error if it has no pixels, or ones of another site */
export function readPixels(live: Picture, width: number, height: number): string {
  if (width * height === 0) throw new Error("the picture has no pixels");
  if (live instanceof HTMLCanvasElement) return live.toDataURL("image/png");
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const context = canvas.getContext("2d");
  if (!context) throw new Error("the picture cannot be drawn");
  context.drawImage(live, 0, 0);
  return canvas.toDataURL("image/png");
}

/** Addresses that a link of a copy may lead to. */
const harmless = /^(?:#|https?:|mailto:)/i;

/** Pixels that stand in the address itself, as in the pictures that Plot draws. */
const ownPixels = /^data:image\/(?:png|jpeg|gif|webp|avif|bmp)[;,]/i;

/** Takes away what an element would do or load. */
export function removeHandlers(element: Element): void {
  for (const { name, value } of [...element.attributes]) {
    const isAddress = name === "href" || name === "xlink:href";
    const isActive =
      /^on/i.test(name) || /^(?:srcdoc|action|formaction|ping|autofocus|nonce|contenteditable)$/i.test(name);
    if (isActive) element.removeAttribute(name);
    const isPicture = /^(?:image|feImage)$/.test(element.localName) && ownPixels.test(value);
    if (isAddress && !isPicture && !harmless.test(value)) setAddress(element, name, value);
  }
}

/** The copy lies elsewhere, so that addresses are written in full. */
function setAddress(element: Element, name: string, value: string): void {
  const address = URL.parse(value, document.baseURI)?.href ?? "";
  if (harmless.test(address)) element.setAttribute(name, address);
  else element.removeAttribute(name);
}
