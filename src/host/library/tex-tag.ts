import "katex/dist/katex.min.css";
import katex, { type KatexOptions } from "katex";

type TexTag = (strings: TemplateStringsArray, ...values: readonly unknown[]) => HTMLElement;

/** Tagged template tex`…`: a formula in a line; tex.block`…` stands alone; tex.options({…})`…` passes KaTeX's options. */
export const tex: TexTag & { readonly block: TexTag; options(options: KatexOptions): TexTag } = Object.assign(
  createTag({}),
  { block: createTag({ displayMode: true }), options: createTag },
);

function createTag(options: KatexOptions): TexTag {
  return (strings, ...values) => {
    const root = document.createElement(options.displayMode ? "div" : "span");
    katex.render(String.raw(strings, ...values), root, options);
    return root;
  };
}
