/** Characters of a text that are shown at first. */
const shown = 2000;
/** Characters that the browser lays out together: longer texts come in pieces, of which those in view are laid out. */
const piece = 10_000;

/**
 * Cuts every long text within an element, and puts a button behind it that shows all of it. Laying out a text of ten
 * million characters would hold up the page for seconds.
 */
export function boundText(root: Node): void {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const long: Text[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    if (node instanceof Text && node.length > shown && !isWhole(node)) long.push(node);
  for (const text of long) cut(text);
}

const whole = "text-whole";

function isWhole({ parentElement }: Text): boolean {
  return parentElement !== null && parentElement.closest(`.${whole}, style, script`) !== null;
}

function cut(text: Text): void {
  const all = text.data;
  // With its dots it is as long as may be, so that it is not cut again; a pair of surrogates is one character.
  const end = /[\uD800-\uDBFF]/.test(all.charAt(shown - 2)) ? shown - 2 : shown - 1;
  text.data = `${all.slice(0, end)}…`;
  const button = showAllButton(`Show all ${all.length.toLocaleString("en")} characters`, () => {
    text.replaceWith(...pieces(all));
    button.remove();
  });
  text.after(button);
}

function pieces(text: string): Node[] {
  const count = Math.ceil(text.length / piece);
  return Array.from({ length: count }, (_, at) => {
    const part = document.createElement("span");
    part.className = count > 1 ? `${whole} text-piece` : whole;
    part.textContent = text.slice(at * piece, (at + 1) * piece);
    return part;
  });
}

/** A button that shows what was left out. The inspector's own handlers around it do not hear of it. */
export function showAllButton(label: string, show: () => void): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "cell-link-button cell-show-all";
  button.textContent = label;
  button.addEventListener("mouseup", (event) => event.stopPropagation());
  button.addEventListener("click", show);
  return button;
}
