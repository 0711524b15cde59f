import { boundText, showAllButton } from "./bound-text.ts";

/** Characters in the elements of one output, likewise. */
const mostCharacters = 200_000;
/** Elements in one output that the page lays out without being asked twice. */
const mostElements = 20_000;
/** Elements in elements: browsers lay them out by calling themselves, and give up the page where that goes too deep. */
const deepest = 1000;

/**
 * What is put into the page for an element that a cell displays: the element itself, unless laying it out would hold up
 * the page, or end it.
 */
export function holdBack(node: Element | Text): Node {
  if (node instanceof Text) return holdText(node);
  const { count, depth } = measure(node);
  if (depth > deepest) return note(`These elements are nested ${depth} deep, more than a browser can lay out.`);
  const { length } = node.textContent;
  if (count <= mostElements && length <= mostCharacters) return node;
  const size =
    count > mostElements ? `${count.toLocaleString("en")} elements` : `${length.toLocaleString("en")} characters`;
  const stand = note(`This output consists of ${size}. `);
  stand.append(showAllButton("Show all", () => stand.replaceWith(node)));
  return stand;
}

/** A text of the cell's own is left as it is; what stands for a long one is a copy. */
function holdText(text: Text): Node {
  const stand = document.createElement("span");
  stand.append(text.cloneNode());
  boundText(stand);
  return stand.childNodes.length > 1 ? stand : text;
}

function measure(root: Element): { readonly count: number; readonly depth: number } {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT);
  let count = 1;
  let depth = 1;
  let at = 1;
  for (;;) {
    if (walker.firstChild()) at++;
    else {
      while (!walker.nextSibling()) {
        if (!walker.parentNode() || --at < 1) return { count, depth };
      }
    }
    count++;
    depth = Math.max(depth, at);
  }
}

function note(text: string): HTMLElement {
  const element = document.createElement("p");
  element.className = "cell-remark";
  element.textContent = text;
  return element;
}
