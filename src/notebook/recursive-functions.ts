import type { AnyNode } from "acorn";
import { childNodes } from "./child-nodes.ts";

/**
 * The functions that may call themselves, directly or through others: those whose name is called by what they call.
 * Found by name alone, methods included, so some that do not are among them.
 */
export function findRecursive(root: AnyNode): ReadonlySet<AnyNode> {
  const functions = findFunctions(root);
  const calls = new Map<string, Set<string>>();
  for (const { name, node } of functions) {
    const called = calls.get(name) ?? new Set<string>();
    for (const each of findCalls(node)) called.add(each);
    calls.set(name, called);
  }
  return new Set(functions.filter(({ name }) => reaches(calls, name, name)).map(({ node }) => node));
}

interface NamedFunction {
  readonly name: string;
  readonly node: AnyNode;
}

function findFunctions(node: AnyNode): NamedFunction[] {
  const inner = childNodes(node).flatMap(findFunctions);
  const found = readFunction(node);
  return found ? [found, ...inner] : inner;
}

function readFunction(node: AnyNode): NamedFunction | null {
  switch (node.type) {
    case "FunctionDeclaration":
    case "FunctionExpression":
      return node.id ? { name: node.id.name, node } : null;
    case "VariableDeclarator":
      return nameFunction(node.id, node.init);
    case "AssignmentExpression":
      return nameFunction(node.left, node.right);
    case "Property":
    case "MethodDefinition":
    case "PropertyDefinition":
      return nameFunction(node.key, node.value);
    default:
      return null;
  }
}

function nameFunction(target: AnyNode, value: AnyNode | null | undefined): NamedFunction | null {
  if (value?.type !== "FunctionExpression" && value?.type !== "ArrowFunctionExpression") return null;
  const name = nameOf(target);
  return name === null ? null : { name, node: value };
}

function nameOf(node: AnyNode): string | null {
  if (node.type === "Identifier" || node.type === "PrivateIdentifier") return node.name;
  return node.type === "MemberExpression" ? nameOf(node.property) : null;
}

function findCalls(node: AnyNode): string[] {
  const inner = childNodes(node).flatMap(findCalls);
  const name = node.type === "CallExpression" || node.type === "NewExpression" ? nameOf(node.callee) : null;
  return name === null ? inner : [name, ...inner];
}

function reaches(calls: ReadonlyMap<string, ReadonlySet<string>>, from: string, to: string): boolean {
  const seen = new Set(calls.get(from));
  for (const name of seen) {
    if (name === to) return true;
    for (const next of calls.get(name) ?? []) seen.add(next);
  }
  return false;
}
