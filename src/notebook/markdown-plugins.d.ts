/** Markdown plugins that ship no types of their own. */
declare module "markdown-it-footnote" {
  const plugin: (md: object) => void;
  export default plugin;
}
