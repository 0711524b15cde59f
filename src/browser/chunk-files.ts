/** How a file of the site is to be had right now. */
export type FileAnswer =
  | { readonly kind: "there"; readonly text: string }
  | { readonly kind: "gone" }
  | { readonly kind: "refused"; readonly status: number }
  | { readonly kind: "unreachable" };

/** A connection that says nothing for so long is none. */
const patienceMs = 15_000;

/** Asks the server for a file, past what the browser has kept of it. */
export async function askFor(address: string): Promise<FileAnswer> {
  try {
    const response = await fetch(address, { cache: "no-store", signal: AbortSignal.timeout(patienceMs) });
    const { status } = response;
    if (status === 404 || status === 410) return { kind: "gone" };
    if (!response.ok) return { kind: "refused", status };
    // Some hosts answer with a page instead of "not found".
    const isPage = response.headers.get("content-type")?.includes("text/html") ?? false;
    const text = /\.wasm$/.test(address) ? "" : await response.text();
    return isPage && /\.(?:js|css|wasm)$/.test(address) ? { kind: "gone" } : { kind: "there", text };
  } catch {
    return { kind: "unreachable" };
  }
}

/** The files of the site that an error names: browsers say which module they did not get, bundlers which style sheet. */
export function namedFiles(message: string, base: string): readonly string[] {
  const names = message.match(/(?:https?:\/\/|\/)[^\s"'()]+\.(?:js|css|wasm)\b/g) ?? [];
  const addresses = names.map((name) => new URL(name, base)).filter(({ origin }) => origin === new URL(base).origin);
  return [...new Set(addresses.map(({ href }) => href))];
}

/** The modules that a module cannot do without: a part does not come either where one of these is missing. */
export function importedFiles(text: string, address: string): readonly string[] {
  const found = text.matchAll(/(?:\bfrom|\bimport)\s*["'](\.{1,2}\/[^"']+\.js)["']/g);
  return [...new Set([...found].map(([, name = ""]) => new URL(name, address).href))];
}
