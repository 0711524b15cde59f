import { createHash } from "node:crypto";
import type { AstroGlobal } from "astro";

/** Templates in cells may have as many values, counted from 0; behind that a handler works too, but the console grumbles. */
const templateValues = 32;

/**
 * What a page with cells needs beyond what every page allows: a cell's text becomes a function. The templates of `htl`,
 * of which the inputs are made, also write "::0", "::1", … where a handler is to be, before they put the function
 * there. Those texts do nothing, and no other text in the place of a handler runs.
 * @param csp the page's policy; there is none in development
 */
export function allowCells(csp: AstroGlobal["csp"]): void {
  csp?.insertScriptResource("'unsafe-eval'");
  csp?.insertScriptResource({ resource: "'unsafe-hashes'", kind: "attribute" });
  for (let at = 0; at < templateValues; at++) {
    const digest = createHash("sha256").update(`::${at}`).digest("base64");
    csp?.insertScriptHash({ hash: `sha256-${digest}`, kind: "attribute" });
  }
}
