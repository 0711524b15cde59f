import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { init, parse, type ImportSpecifier } from "es-module-lexer";
import { minifySync, transformSync } from "rolldown/utils";

await init;

/** What a module does, and whom it asks for it. */
export interface ModuleCode {
  /** Of its code without types, comments, layout and the names of its own variables, and without the places of others. */
  readonly hash: string;
  /** Modules of this repository that it imports, by path from the root. */
  readonly modules: readonly string[];
  /** Packages that it imports, by name. */
  readonly packages: readonly string[];
  /** Names that it exports. */
  readonly exports: readonly string[];
}

/**
 * Reads a module for what it does: moving it, a comment, another name of a type or of a variable within it leave the
 * hash as it is; another constant, or another function that it calls, does not.
 * @param path from the root; a file that is no program counts byte for byte
 */
export function readModule(path: string, root: string): ModuleCode {
  const text = readFileSync(join(root, path), "utf8");
  if (!/\.[mc]?[jt]s$/.test(path)) return { hash: hashOf(text), modules: [], packages: [], exports: [] };
  const code = reduce(path, text);
  const [imports, exports] = parse(code);
  const specifiers = imports.flatMap(({ n }) => (n === undefined ? [] : [n]));
  const isOwn = (specifier: string): boolean => specifier.startsWith(".");
  const folder = dirname(join(root, path));
  return {
    hash: hashOf(withoutPlaces(code, imports)),
    modules: specifiers.filter(isOwn).map((specifier) => relative(root, resolve(folder, dropQuery(specifier)))),
    packages: specifiers.filter((specifier) => !isOwn(specifier) && !specifier.startsWith("node:")).map(packageOf),
    exports: exports.map(({ n }) => n),
  };
}

/** Code of which nothing is left but what it does. Names are dealt out by place and use, not by what they were. */
function reduce(path: string, text: string): string {
  const script = transformSync(path, text, { lang: "ts" });
  const options = { module: true, compress: true, mangle: { toplevel: true }, codegen: { removeWhitespace: true } };
  const small = minifySync(path.replace(/ts$/, "js"), script.code, options);
  const [error] = [...script.errors, ...small.errors];
  if (error !== undefined) throw error;
  return small.code;
}

/** The version of a package that is installed; empty where there is none, as of a module of the bundler's own. */
export function readVersion(name: string, root: string): string {
  const file = join(root, "node_modules", name, "package.json");
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version : "";
}

/** 12 hexadecimal digits. */
export function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}

/** Where another module lies says nothing about what it does. */
function withoutPlaces(code: string, imports: readonly ImportSpecifier[]): string {
  const own = imports.filter(({ n }) => n?.startsWith(".") === true);
  return own.reduceRight((text, { s, e, d }) => text.slice(0, s) + (d >= 0 ? '"."' : ".") + text.slice(e), code);
}

function dropQuery(specifier: string): string {
  return specifier.replace(/\?.*$/, "");
}

function packageOf(specifier: string): string {
  return specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
}
