/** Types of Observable's packages that ship none: only what this folder uses. */
declare module "@observablehq/runtime" {
  export interface VariableObserver {
    pending?(): void;
    fulfilled?(value: unknown): void;
    rejected?(error: unknown): void;
    /** The element whose visibility the builtin `visibility` waits for. */
    readonly _node?: Element;
  }

  export interface VariableOptions {
    /** Definitions that only this variable sees, in place of the module's. */
    readonly shadow?: Readonly<Record<string, () => unknown>>;
  }

  export interface Variable {
    define(name: string | null, inputs: readonly string[], definition: (...values: unknown[]) => unknown): Variable;
    delete(): Variable;
  }

  export interface Module {
    variable(observer: VariableObserver | true, options?: VariableOptions): Variable;
    redefine(name: string, inputs: readonly string[], definition: (...values: unknown[]) => unknown): Variable;
  }

  export class Runtime {
    /** @param global the value of a name that no variable and no builtin defines; undefined where it has none */
    constructor(builtins?: Readonly<Record<string, () => unknown>>, global?: (name: string) => unknown);
    module(): Module;
    dispose(): void;
  }

  /** A variable's input failed. `input` names the variable at fault, where there is one. */
  export class RuntimeError extends Error {
    readonly input?: string;
  }
}

declare module "@observablehq/inspector" {
  export class Inspector {
    constructor(node: Element);
    fulfilled(value: unknown, name?: string): void;
  }
}

declare module "@observablehq/inputs" {
  type Input = (...options: unknown[]) => HTMLElement;
  export const bind: (target: HTMLElement, source: HTMLElement, invalidation?: Promise<void>) => HTMLElement;
  export const button: Input;
  export const checkbox: Input;
  export const form: Input;
  export const radio: Input;
  export const range: Input;
  export const search: Input;
  export const select: Input;
  export const table: Input;
  export const text: Input;
  export const textarea: Input;
  export const toggle: Input;
}

/** Only handed on to cells. */
declare module "d3" {}

declare module "htl" {
  type TemplateTag<Result> = (strings: TemplateStringsArray, ...values: unknown[]) => Result;
  export const html: TemplateTag<Node> & { fragment: TemplateTag<DocumentFragment> };
  export const svg: TemplateTag<Node> & { fragment: TemplateTag<DocumentFragment> };
}
