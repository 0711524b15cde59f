import { htmlElement } from "../browser/elements.ts";
import { siteUrl } from "../course/site-url.ts";

/** Where the reference explains what cells can name; without a name, its beginning. @param name as a cell writes it */
function referenceAddress(name = ""): string {
  return siteUrl(`reference/${name === "" ? "" : `#${encodeURIComponent(name)}`}`);
}

/** A link to the reference in a tab of its own, so that edits are not left. */
export function referenceLink(className: string, text: string, name = ""): HTMLAnchorElement {
  const look = { class: className, href: referenceAddress(name), target: "_blank", rel: "noopener" };
  return htmlElement("a", look, text);
}
