import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { initSync, parse } from "es-module-lexer";

/** Scripts of a page that are modules with an address: `<script type="module" src="/_astro/…">`. */
const moduleScript = /<script\b[^>]*\btype="module"[^>]*\bsrc="([^"]+)"/g;

/**
 * Addresses of the module scripts of a built page and of all that they import at once, nearest first; what is loaded
 * later, by `import(…)`, is not among them.
 * @param site the folder of the built site
 * @param base what addresses in its pages begin with: "/" or "/course/"
 */
export function findModules(site: string, html: string, base = "/"): readonly string[] {
  initSync();
  const found = new Set(Array.from(html.matchAll(moduleScript), ([, address = ""]) => address));
  // A set grows while it is gone through.
  for (const address of found)
    for (const each of importsOf(readFileSync(join(site, address.slice(base.length)), "utf8")))
      found.add(posix.join(posix.dirname(address), each));
  return [...found];
}

function importsOf(code: string): readonly string[] {
  const [imports] = parse(code);
  return imports.flatMap(({ n: name, d: isDynamic }) => (isDynamic === -1 && name?.startsWith(".") ? [name] : []));
}
