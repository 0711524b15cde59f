import { nearestName } from "../core/check-value.ts";

/** Packages that cells can import, each with the version that the site carries. */
export const packageVersions = {
  d3: "7.9.2",
  "@observablehq/plot": "0.6.17",
  "@observablehq/inputs": "0.12.0",
  htl: "1.0.0",
  "@tensorflow/tfjs": "4.22.0",
} as const;

/** Observable's standard library is no package; cells that import from it by name work all the same. */
export type ModuleName = keyof typeof packageVersions | "observablehq:stdlib";

/** What stands behind the string of an import: a module that the site carries, one of its own files, or neither. */
export type ModulePlace =
  | { readonly kind: "carried"; readonly name: ModuleName }
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "refused"; readonly problem: string; readonly isNotebook: boolean };

/** What readers know by a package name that stands in every cell already, under its own name. */
const libraryNames: readonly (readonly [RegExp, string])[] = [
  [/^katex$|^@observablehq\/tex$/, "tex"],
  [/^markdown-it$|^marked$/, "md"],
];

/** Packages that the site carries as parts of a larger one: what the larger one's own package.json lists. */
const wholes: readonly (readonly [ReadonlySet<string>, keyof typeof packageVersions])[] = [
  [
    prefixed(
      "d3-",
      "array axis brush chord color contour delaunay dispatch drag dsv ease fetch force format geo hierarchy " +
        "interpolate path polygon quadtree random scale scale-chromatic selection shape time time-format timer " +
        "transition zoom",
    ),
    "d3",
  ],
  [prefixed("@tensorflow/tfjs-", "core layers data converter backend-cpu backend-webgl"), "@tensorflow/tfjs"],
];

function prefixed(prefix: string, names: string): ReadonlySet<string> {
  return new Set(names.split(" ").map((name) => prefix + name));
}

/** Finds what an import names. Nothing that it names can be on another site. */
export function findModule(specifier: string): ModulePlace {
  if (specifier === "observablehq:stdlib") return { kind: "carried", name: specifier };
  // "//host" and "/\host" would leave the site.
  if (/^(?:\.{1,2}\/|\/(?![/\\]))/.test(specifier)) return { kind: "file", path: specifier };
  const [, name = "", version] = /^(?:npm:)?((?:@[\w.-]+\/)?[\w.-]+)(?:@([^/]+))?(?:\/\+esm)?$/.exec(specifier) ?? [];
  if (isPackage(name)) return findPackage(name, version);
  const address = /^https?:\/\/[^/]+\/(?:npm\/|v\d+\/)?((?:@[\w.-]+\/)?[\w.-]+)/.exec(specifier)?.[1] ?? "";
  const packageName = address.replace(/(?<=.)@.*$/, "");
  if (isPackage(packageName))
    return refused(`${nothing}, but carries ${packageName}: import it from "npm:${packageName}"`);
  const known = libraryNames.find(([pattern]) => pattern.test(name));
  if (known) return refused(`an import of "${specifier}" is not needed: every cell can name ${known[1]}`);
  const whole = wholes.find(([parts]) => parts.has(name))?.[1];
  if (whole)
    return refused(`a cell cannot import "${specifier}". ${whole} holds all of it: import it from "npm:${whole}"`);
  if (name.startsWith("d3-"))
    return refused(`a cell cannot import "${specifier}": ${name} is not part of d3, and ${nothing}. ${offered(name)}`);
  return {
    ...refused(`a cell cannot import "${specifier}": ${nothing}. ${offered(name)}`),
    isNotebook: notebookName.test(specifier),
  };
}

/** How Observable's cells name another notebook; with a bare scope it may be a package as well. */
const notebookName =
  /^(?:observable:|https?:\/\/(?:api\.)?observablehq\.com\/|@[\w-]+\/|(?:https?:.*\/)?(?:d\/)?[\da-f]{16}\b)/;

const nothing = "a chapter loads nothing from other sites";

function isPackage(name: string): name is keyof typeof packageVersions {
  return Object.hasOwn(packageVersions, name);
}

/** Another major version has other functions; below 1.0 the second number says so. */
function findPackage(name: keyof typeof packageVersions, version = "latest"): ModulePlace {
  const carried = packageVersions[name];
  if (version === "latest" || majorOf(version.replace(/^[\^~]/, "")) === majorOf(carried))
    return { kind: "carried", name };
  return refused(`the course carries ${name} ${carried}, not ${version}. Import it from "npm:${name}"`);
}

function majorOf(version: string): string {
  return /^0\.\d+|^\d+/.exec(version)?.[0] ?? version;
}

function refused(problem: string): Extract<ModulePlace, { kind: "refused" }> {
  return { kind: "refused", problem: `${problem.charAt(0).toUpperCase()}${problem.slice(1)}.`, isNotebook: false };
}

function offered(name: string): string {
  const names = Object.keys(packageVersions);
  const nearest = name.length > 2 ? nearestName(name, names) : null;
  const hint = nearest ? `Did you mean "npm:${nearest}"? ` : "";
  const list = names.map((each) => `npm:${each}`).join(", ");
  return `${hint}What it carries is ${list}, and its own files (as in "./name.js")`;
}
