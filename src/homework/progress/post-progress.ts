import type { ProgressMessage } from "./message.ts";

/** As much of a page's window as it needs. */
export interface PageWindow {
  readonly location: { readonly search: string };
  readonly opener: unknown;
  readonly parent: unknown;
}

interface Receiver {
  readonly postMessage: (message: ProgressMessage, origin: string) => void;
}

/**
 * The origin to which a page's link lets it tell progress, as in `?assignment=…&lms=https://lms.example.org`; null: to nobody. An origin
 * alone is taken, over https, or of this very machine.
 */
export function lmsOrigin(search: string): string | null {
  const given = new URLSearchParams(search).get("lms");
  const url = given === null ? null : URL.parse(given);
  if (url === null || url.origin !== given) return null;
  return url.protocol === "https:" || url.hostname === "localhost" ? url.origin : null;
}

/**
 * Tells the window that opened or frames this page how far an assignment is. The browser hands it over where that window is of the
 * link's origin, and nowhere else. @returns the origin; null: nobody is told
 */
export function postProgress(page: PageWindow, progress: Omit<ProgressMessage, "type">): string | null {
  const origin = lmsOrigin(page.location.search);
  const framing = page.parent === page ? null : page.parent;
  const receiver = (page.opener ?? framing) as Receiver | null;
  if (origin === null || receiver === null) return null;
  receiver.postMessage({ type: "residual-course-progress", ...progress }, origin);
  return origin;
}
