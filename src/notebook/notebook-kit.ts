/**
 * The only door to notebook-kit's compiler: it parses a cell as Observable does (expression first, then program) and
 * finds its free variables and top-level declarations. Its index also loads `typescript`, which the browser must not:
 * the client build aliases that name to typescript-stub.ts.
 */
export { parseJavaScript, type JavaScriptCell } from "@observablehq/notebook-kit";
