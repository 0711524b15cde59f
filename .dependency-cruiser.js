/** Circles of imports, those of types included: who needs to know a type depends on its file. */
export default {
  forbidden: [
    {
      name: "no-circle",
      severity: "error",
      comment: "Files that import each other are one thing in two places: move what both need to a third.",
      from: {},
      to: { circular: true },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(node_modules|dist|\\.astro)" },
  },
};
