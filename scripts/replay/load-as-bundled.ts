import { registerHooks } from "node:module";

/**
 * Lets Node load the course's modules, which are written for the site's bundler: style sheets become empty modules, and
 * the wasm backend is the package's own for Node, with the same compiled kernels, in the place of the one whose files
 * the bundler hands out.
 */
export function loadAsBundled(): void {
  registerHooks({
    resolve(specifier, context, next) {
      if (specifier.endsWith(".css")) return { url: "data:text/javascript,", shortCircuit: true };
      if (specifier.endsWith("/wasm-backend.ts")) return next(new URL("./node-wasm-backend.ts", import.meta.url).href);
      return next(specifier, context);
    },
  });
}
