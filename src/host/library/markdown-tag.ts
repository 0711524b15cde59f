import MarkdownIt from "markdown-it";
import { declare, parameter, restParameter } from "../../core/declare.ts";
import { anything } from "../../core/kinds.ts";
import { templateKind } from "./kinds.ts";

const markdown = new MarkdownIt({ html: true, linkify: true });

export const md = declare(
  {
    name: "md",
    help: "Markdown as an element. Elements among the values are put in their places.",
    parameters: [parameter("text", templateKind("md")), restParameter("values", anything)],
    returns: ["Element"],
    template: true,
    example: "md`A net of **${8} layers** has *${Math.log2(8)}* doublings of depth.`",
  },
  renderMarkdown,
);

function renderMarkdown(strings: TemplateStringsArray, ...values: readonly unknown[]): Node {
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
