type Attributes = Readonly<Record<string, string | number | null | undefined>>;
type Child = Node | string | null;

/**
 * An HTML element with children.
 * @param look its class, or its attributes (null and undefined are left out)
 */
export function htmlElement<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  look: string | Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  return fill(document.createElement(tag), look, children);
}

/** As `htmlElement`, for SVG. */
export function svgElement<Tag extends keyof SVGElementTagNameMap>(
  tag: Tag,
  look: string | Attributes = {},
  ...children: readonly Child[]
): SVGElementTagNameMap[Tag] {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", tag), look, children);
}

function fill<E extends Element>(element: E, look: string | Attributes, children: readonly Child[]): E {
  const attributes = typeof look === "string" ? { class: look === "" ? null : look } : look;
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) element.setAttribute(name, String(value));
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}
