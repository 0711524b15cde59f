/**
 * Stands in for the package `typescript` in the browser, where notebook-kit's index would otherwise bring 3.7 MB for its
 * own way of reading ts cells; the course strips their types by other means. Set in astro.config.mjs as
 * `vite.resolve.alias.typescript`; on the server Node loads notebook-kit itself and finds the real package. The names are
 * those that notebook-kit imports.
 */
export const ModuleKind = { Preserve: 200 } as const;
export const ScriptTarget = { ESNext: 99 } as const;

function unavailable(): never {
  throw new Error("typescript is not part of the page: types are stripped by other means.");
}

export const transpile = unavailable;
export const createProgram = unavailable;
export const createSourceFile = unavailable;
export const isClassExpression = unavailable;
export const isFunctionExpression = unavailable;
export const isParenthesizedExpression = unavailable;
export const isExpressionStatement = unavailable;
