import { nearestName } from "../core/options.ts";

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
  | { readonly kind: "refused"; readonly problem: string };

/** What readers know by a package name that stands in every cell already, under its own name. */
const libraryNames: readonly (readonly [RegExp, string])[] = [
  [/^katex$|^@observablehq\/tex$/, "tex"],
  [/^markdown-it$|^marked$/, "md"],
];

/** Finds what an import names. Nothing that it names can be on another site. */
export function findModule(specifier: string): ModulePlace {
  if (specifier === "observablehq:stdlib") return { kind: "carried", name: specifier };
  // "//host" and "/\host" would leave the site.
  if (/^(?:\.{1,2}\/|\/(?![/\\]))/.test(specifier)) return { kind: "file", path: specifier };
  const [, name = "", version] = /^(?:npm:)?((?:@[\w.-]+\/)?[\w.-]+)(?:@([^/]+))?(?:\/\+esm)?$/.exec(specifier) ?? [];
  if (isPackage(name)) return findPackage(name, version);
  const known = libraryNames.find(([pattern]) => pattern.test(name));
  if (known) return refused(`an import of "${specifier}" is not needed: every cell can name ${known[1]}`);
  if (name.startsWith("d3-"))
    return refused(`a cell cannot import "${specifier}". d3 holds all of it: import it from "npm:d3"`);
  return refused(`a cell cannot import "${specifier}": a chapter loads nothing from other sites. ${offered(name)}`);
}

function isPackage(name: string): name is keyof typeof packageVersions {
  return Object.hasOwn(packageVersions, name);
}

/** Another major version has other functions; below 1.0 the second number says so. */
function findPackage(name: keyof typeof packageVersions, version = "latest"): ModulePlace {
  const carried = packageVersions[name];
  const digits = carried.startsWith("0.") ? /^0\.\d+/ : /^\d+/;
  const asked = /^[\^~]?(\d.*)$/.exec(version)?.[1];
  const wanted = asked === undefined ? null : (digits.exec(asked)?.[0] ?? asked);
  if (version === "latest" || wanted === digits.exec(carried)?.[0] || wanted === "0")
    return { kind: "carried", name };
  return refused(`the course carries ${name} ${carried}, not ${version}. Import it from "npm:${name}"`);
}

function refused(problem: string): ModulePlace {
  return { kind: "refused", problem: `${problem}.` };
}

function offered(name: string): string {
  const names = Object.keys(packageVersions);
  const nearest = nearestName(name, names);
  if (nearest) return `Did you mean "npm:${nearest}"?`.slice(0, -1) + `? It carries ${listNames(names)}`;
  return `It carries ${listNames(names)}, and modules of the site itself ("./name.js")`;
}

function listNames(names: readonly string[]): string {
  return names.map((name) => `npm:${name}`).join(", ");
}
