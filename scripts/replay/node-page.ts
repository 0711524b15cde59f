import { JSDOM } from "jsdom";

/** Node has its own, which elements of the page would not take. */
const pageOwn = ["Event", "CustomEvent"];

/**
 * Gives Node as much of a page as a chapter's automatic cells ask for where no figure is drawn: knobs are made, and have
 * their published values. Call it once the training engine is open, which would take this for a browser.
 */
export function openNodePage(): void {
  const { window } = new JSDOM("<!doctype html><title>Replay</title>", { url: "http://localhost/" });
  const page = window as unknown as Readonly<Record<string, unknown>>;
  const names = Object.getOwnPropertyNames(window).filter((name) => !(name in globalThis) && !name.startsWith("_"));
  for (const name of [...names, ...pageOwn]) Reflect.set(globalThis, name, page[name]);
}
