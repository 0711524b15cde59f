/**
 * Promises look for `then` in every value that passes them, and the runtime for `next` and `return`. What fails when it is
 * asked, or answers whatever it is asked with a function, would break there or be taken for what it is not: it travels
 * in a box, which is opened before other code gets it.
 */
class HeldValue {
  #value: unknown;

  constructor(value: unknown) {
    this.#value = value;
  }

  /** Opens the box, if it is one. `instanceof` would ask the value for its prototype. */
  static open(value: unknown): unknown {
    return isObject(value) && #value in value ? value.#value : value;
  }
}

type AnyGenerator = Generator<unknown, unknown, unknown> | AsyncGenerator<unknown, unknown, unknown>;

/** A value in the form in which it can pass promises and the runtime; a promise and a generator stay what they are. */
export function hold(value: unknown): unknown {
  return isObject(value) && readMethods(value) === null ? new HeldValue(value) : value;
}

/** The value that `hold` was given. */
export function release(value: unknown): unknown {
  return HeldValue.open(value);
}

/** Whether `await` would wait for this value. */
export function isPromiseLike(value: unknown): value is PromiseLike<unknown> {
  return isObject(value) && readMethods(value)?.then === true;
}

/** Whether the runtime would iterate this value. */
export function isGenerator(value: unknown): value is AnyGenerator {
  if (typeof value !== "object" || value === null) return false;
  const methods = readMethods(value);
  return methods !== null && methods.next && methods.return;
}

interface Methods {
  readonly then: boolean;
  readonly next: boolean;
  readonly return: boolean;
}

/** Null for an object that cannot be asked. */
function readMethods(value: object): Methods | null {
  try {
    const has = (name: PropertyKey) => typeof Reflect.get(value, name) === "function";
    const methods = { then: has("then"), next: has("next"), return: has("return") };
    // A name that nobody can have given anything: a proxy that makes a function of every name has it all the same.
    const answersAnything = (methods.then || methods.next) && has(Symbol("any"));
    return answersAnything ? null : methods;
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is object {
  return typeof value === "function" || (typeof value === "object" && value !== null);
}
