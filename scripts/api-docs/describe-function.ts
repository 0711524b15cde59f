import ts from "typescript";
import type { FunctionDoc, OptionDoc, ParameterDoc } from "../../src/editor/api-doc.ts";

/** What stands in the sources about an exported function. @returns null if it is not a function */
export function describeFunction(symbol: ts.Symbol, checker: ts.TypeChecker): Omit<FunctionDoc, "name"> | null {
  const declaration = symbol.getDeclarations()?.find(hasParameters);
  const target = declaration && functionOf(declaration);
  if (!target) return null;
  const tags = symbol.getJsDocTags(checker);
  // What a cell calls has its run as context already.
  const parameters = target.parameters.filter((parameter) => nameOf(parameter) !== "context");
  return {
    text: flatten(ts.displayPartsToString(symbol.getDocumentationComment(checker))),
    parameters: parameters.map((parameter) => describeParameter(parameter, tags, checker)),
    returns: returnTypeOf(target, checker),
    returnText: tagText(tags, "returns"),
    throws: tagText(tags, "throws"),
  };
}

type Declared = ts.FunctionDeclaration | ts.VariableDeclaration;

function hasParameters(node: ts.Node): node is Declared {
  return ts.isFunctionDeclaration(node) || ts.isVariableDeclaration(node);
}

function functionOf(node: Declared): ts.SignatureDeclaration | null {
  if (ts.isFunctionDeclaration(node)) return node;
  const { initializer } = node;
  return initializer && (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer)) ? initializer : null;
}

function describeParameter(
  parameter: ts.ParameterDeclaration,
  tags: readonly ts.JSDocTagInfo[],
  checker: ts.TypeChecker,
): ParameterDoc {
  const name = nameOf(parameter);
  const type = typeText(parameter, checker);
  const isOptional = parameter.questionToken !== undefined || parameter.initializer !== undefined;
  const options = optionsOf(parameter, checker);
  return {
    name: parameter.dotDotDotToken ? `...${name}` : name,
    type,
    isOptional,
    text: paramText(tags, name),
    ...(options.length > 0 ? { options } : {}),
  };
}

function nameOf({ name }: ts.ParameterDeclaration): string {
  return ts.isIdentifier(name) ? name.text : "options";
}

/** The names that an options object may have. Other objects are made by functions, not typed by a reader. */
function optionsOf(parameter: ts.ParameterDeclaration, checker: ts.TypeChecker): readonly OptionDoc[] {
  const isOptions = nameOf(parameter) === "options" || /Options\b/.test(parameter.type?.getText() ?? "");
  if (!isOptions) return [];
  const type = checker.getNonNullableType(checker.getTypeAtLocation(parameter));
  return checker.getPropertiesOfType(type).map((property) => describeOption(property, parameter, checker));
}

function describeOption(property: ts.Symbol, at: ts.Node, checker: ts.TypeChecker): OptionDoc {
  const declaration = property.getDeclarations()?.find(ts.isPropertySignature);
  const type = checker.getNonNullableType(checker.getTypeOfSymbolAtLocation(property, at));
  return {
    name: property.name,
    type: choicesOf(type) ?? tidy(declaration?.type?.getText() ?? checker.typeToString(type)),
    isOptional: (property.flags & ts.SymbolFlags.Optional) !== 0,
    text: flatten(ts.displayPartsToString(property.getDocumentationComment(checker))),
  };
}

/** The words among which an option chooses, whatever their type is called: `"webgl" | "wasm"`. */
function choicesOf(type: ts.Type): string | null {
  if (!type.isUnion() || !type.types.every((each) => each.isStringLiteral())) return null;
  return type.types.map((each) => JSON.stringify(each.value)).join(" | ");
}

function typeText(parameter: ts.ParameterDeclaration, checker: ts.TypeChecker): string {
  return tidy(parameter.type?.getText() ?? checker.typeToString(checker.getTypeAtLocation(parameter)));
}

function returnTypeOf(target: ts.SignatureDeclaration, checker: ts.TypeChecker): string {
  if (target.type) return tidy(target.type.getText());
  const signature = checker.getSignatureFromDeclaration(target);
  return signature ? tidy(checker.typeToString(signature.getReturnType())) : "";
}

function tagText(tags: readonly ts.JSDocTagInfo[], name: string): string {
  const tag = tags.find((each) => each.name === name);
  return flatten(ts.displayPartsToString(tag?.text));
}

function paramText(tags: readonly ts.JSDocTagInfo[], name: string): string {
  for (const { name: kind, text = [] } of tags) {
    if (kind !== "param") continue;
    const whole = ts.displayPartsToString(text);
    if (whole === name || whole.startsWith(`${name} `)) return flatten(whole.slice(name.length));
  }
  return "";
}

function tidy(type: string): string {
  return flatten(type.replaceAll(/\breadonly /g, ""));
}

function flatten(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}
