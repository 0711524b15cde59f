import { getLineInfo, type AnyNode, type ImportDeclaration } from "acorn";
import { childNodes } from "./child-nodes.ts";
import type { JavaScriptCell } from "./notebook-kit.ts";

/** A cell's text in which nothing imports any more; as long as the reader's, line by line. */
export interface RewrittenImports {
  readonly text: string;
  /** Statements that load what the cell imports, for before the text; empty where there are no import declarations. */
  readonly head: string;
  /** The name of the function that loads a module, a parameter of the body; null where nothing is imported. */
  readonly loader: string | null;
}

/**
 * Turns imports, which only modules can have, into calls of a function that the body is given: declarations go to the
 * head, as imports are hoisted, and `import("…")` keeps its place. The loader's name has six letters, as the word import
 * has, so that columns stay where the reader typed them.
 */
export function rewriteImports({ body }: Pick<JavaScriptCell, "body">, source: string): RewrittenImports {
  const declarations = body.type === "Program" ? body.body.filter(isImport) : [];
  const expressions = findImportExpressions(body);
  if (declarations.length + expressions.length === 0) return { text: source, head: "", loader: null };
  const loader = freshName(source);
  // Not spread: positions of the parser count UTF-16 units.
  const characters = source.split("");
  for (const { start, end } of declarations)
    for (let at = start; at < end; at++) if (characters[at] !== "\n") characters[at] = " ";
  for (const { start } of expressions) characters.splice(start, loader.length, ...loader);
  const head = declarations.length > 0 ? renderHead(declarations, source, loader) : "";
  return { text: characters.join(""), head, loader };
}

function isImport(node: AnyNode): node is ImportDeclaration {
  return node.type === "ImportDeclaration";
}

function findImportExpressions(node: AnyNode): AnyNode[] {
  const inner = childNodes(node).flatMap(findImportExpressions);
  return node.type === "ImportExpression" ? [node, ...inner] : inner;
}

/** A name of six letters that the text does not use. */
function freshName(source: string): string {
  for (let count = 0; ; count++) {
    const name = `$m${count.toString(36).padStart(4, "0")}`;
    if (!source.includes(name)) return name;
  }
}

/** All modules are loaded at once: `const [Plot, {"range": range}] = await Promise.all([…]);` */
function renderHead(declarations: readonly ImportDeclaration[], source: string, loader: string): string {
  const loads = declarations.flatMap((declaration) => renderLoads(declaration, source, loader));
  const patterns = loads.map(({ pattern }) => pattern).join(", ");
  const calls = loads.map(({ call }) => call).join(", ");
  return ` const [${patterns}] = await Promise.all([${calls}]);`;
}

interface Load {
  readonly pattern: string;
  readonly call: string;
}

/** One load for the names and one for the namespace, since a pattern cannot have both. */
function renderLoads({ specifiers, source: from }: ImportDeclaration, source: string, loader: string): Load[] {
  const specifier = JSON.stringify(from.value);
  const loads: Load[] = [];
  const picked: string[] = [];
  const wanted: (readonly [string, number, number])[] = [];
  for (const one of specifiers) {
    if (one.type === "ImportNamespaceSpecifier") {
      loads.push({ pattern: one.local.name, call: `${loader}(${specifier})` });
      continue;
    }
    const name = one.type === "ImportDefaultSpecifier" ? "default" : nameOf(one.imported);
    const { line, column } = getLineInfo(source, one.start);
    picked.push(`${JSON.stringify(name)}: ${one.local.name}`);
    wanted.push([name, line, column + 1]);
  }
  if (picked.length === 0 && loads.length > 0) return loads;
  return [...loads, { pattern: `{${picked.join(", ")}}`, call: `${loader}(${specifier}, ${JSON.stringify(wanted)})` }];
}

function nameOf(
  node: { readonly type: "Identifier"; readonly name: string } | { readonly type: "Literal"; readonly value?: unknown },
): string {
  return node.type === "Identifier" ? node.name : String(node.value);
}
