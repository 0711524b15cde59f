/** Observable's own parser ships no types. As much of it as the course uses. */
declare module "@observablehq/parser" {
  import { Parser, type AnyNode, type Identifier, type ImportSpecifier } from "acorn";

  /** `viewof x` or `mutable x`. */
  export interface SpecialReference {
    readonly type: "ViewExpression" | "MutableExpression";
    readonly id: Identifier;
    readonly start: number;
    readonly end: number;
  }

  export interface ObservableImport {
    readonly type: "ImportDeclaration";
    readonly specifiers: readonly (ImportSpecifier & { readonly view: boolean; readonly mutable: boolean })[];
    readonly injections?: readonly ImportSpecifier[];
    readonly source: { readonly value: unknown };
    readonly start: number;
    readonly end: number;
  }

  export interface ObservableCell {
    readonly id: Identifier | SpecialReference | null;
    readonly body: AnyNode | ObservableImport | null;
    readonly async: boolean;
    readonly generator: boolean;
    readonly start: number;
    readonly end: number;
  }

  export class CellParser extends Parser {
    /** One cell; with `eof` nothing may follow it. */
    parseCell(node: unknown, eof: boolean): ObservableCell;
  }
}
