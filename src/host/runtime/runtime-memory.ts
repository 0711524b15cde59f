import type { Module, Runtime, Variable } from "@observablehq/runtime";

/** The private parts of the runtime in which it keeps variables that nothing needs any more. Only this file knows them. */
interface ModuleParts {
  readonly _scope: ReadonlyMap<string, VariableParts>;
  readonly _runtime: { readonly _variables: Set<unknown> };
}

interface VariableParts {
  readonly _type: number;
  readonly _shadow: ReadonlyMap<string, Variable> | null;
}

/** The runtime's mark of a variable that stands for a name which others use and nobody defines. */
const placeholder = 2;

/** Deletes a variable and those of its shadow, which the runtime would keep, one set for each run of a cell. */
export function deleteVariable(variable: Variable): void {
  variable.delete();
  for (const each of parts(variable)._shadow?.values() ?? []) each.delete();
}

/**
 * Defines a name. Between two definitions of it a placeholder stands in the cells that use it; the runtime would keep
 * each of them, one for each run of a cell.
 */
export function defineName(main: Module, name: string, define: () => Variable): Variable {
  const { _scope, _runtime } = main as unknown as ModuleParts;
  const before = _scope.get(name);
  const variable = define();
  if (before?._type === placeholder && _scope.get(name) !== before) _runtime._variables.delete(before);
  return variable;
}

/** Computes a name of the library anew, and all that depends on it. */
export function redefineBuiltin(runtime: Runtime, name: string, load: () => unknown): void {
  (runtime as unknown as { readonly _builtin: Module })._builtin.redefine(name, [], load);
}

function parts(variable: Variable): VariableParts {
  return variable as unknown as VariableParts;
}
