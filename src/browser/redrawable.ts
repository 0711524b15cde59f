const drawings = new WeakMap<Element, () => Element>();

/** Remembers how an element is drawn from what it shows, so that it can be drawn again whatever became of it on the page. */
export function redrawable<E extends Element>(element: E, draw: () => E): E {
  drawings.set(element, draw);
  return element;
}

/** Gives an element that is redrawable, and any within it, its own content back, where the page has another. */
export function redrawWithin(root: Element): void {
  for (const element of [root, ...root.querySelectorAll("*")]) {
    const fresh = drawings.get(element)?.();
    if (fresh === undefined || fresh.isEqualNode(element)) continue;
    for (const { name } of [...element.attributes]) element.removeAttribute(name);
    for (const { name, value } of fresh.attributes) element.setAttribute(name, value);
    element.replaceChildren(...fresh.childNodes);
  }
}
