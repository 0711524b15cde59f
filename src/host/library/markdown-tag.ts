import MarkdownIt from "markdown-it";

const markdown = new MarkdownIt({ html: true, linkify: true });

/** Tagged template md`…`: Markdown as an element. Nodes among the values are put in their places. */
export function md(strings: TemplateStringsArray, ...values: readonly unknown[]): Node {
  const nodes: Node[] = [];
  const place = (value: unknown): string => {
    if (Array.isArray(value)) return value.map(place).join("");
    if (!(value instanceof Node)) return String(value);
    nodes.push(value);
    return `<span data-node="${nodes.length - 1}"></span>`;
  };
  const source = strings.map((text, at) => (at < values.length ? text + place(values[at]) : text)).join("");
  const root = document.createElement("div");
  root.innerHTML = markdown.render(source);
  for (const slot of root.querySelectorAll<HTMLElement>("[data-node]")) {
    const node = nodes[Number(slot.dataset["node"])];
    if (node) slot.replaceWith(node);
  }
  const [only, second] = root.children;
  if (!only || second) return root;
  only.remove();
  return only;
}
