import "katex/dist/katex.min.css";
import katex, { type KatexOptions } from "katex";
import { declare, parameter, restParameter } from "../../core/declare.ts";
import { anything } from "../../core/kinds.ts";
import { templateKind } from "./kinds.ts";

type TexTag = (strings: TemplateStringsArray, ...values: readonly unknown[]) => HTMLElement;

const inline = declare(
  {
    name: "tex",
    help: "A formula in a line; tex.block`…` stands alone, and tex.options({…})`…` passes KaTeX's options.",
    parameters: [parameter("text", templateKind("tex")), restParameter("values", anything)],
    returns: ["HTMLElement"],
    template: true,
    example: "tex.block`x_L = x_l + \\sum_{i=l}^{L-1} F(x_i, W_i)`",
  },
  createTag({}),
);

export const tex = Object.assign(inline, { block: createTag({ displayMode: true }), options: createTag });

function createTag(options: KatexOptions): TexTag {
  return (strings, ...values) => {
    const root = document.createElement(options.displayMode ? "div" : "span");
    root.translate = false;
    katex.render(String.raw(templateKind("tex").read("tex", "text", strings), ...values), root, options);
    return root;
  };
}
