/**
 * The language's own functions, kept before a student's code can put others in their places. Loaded first, and used in the
 * place of methods by all that runs after that code.
 */
const { call } = Function.prototype;

type Method<This, Given extends readonly unknown[], Result> = (self: This, ...given: Given) => Result;

/** A method as a function of its object: bound, so that nothing is looked up when it is called. */
function unbound<This, Given extends readonly unknown[], Result>(
  method: (this: This, ...given: Given) => Result,
): Method<This, Given, Result> {
  return call.bind(method) as unknown as Method<This, Given, Result>;
}

const typedArray = Object.getPrototypeOf(Float32Array.prototype) as object;

function getterOf<Value>(prototype: object, name: string | symbol): (self: unknown) => Value {
  const { get } = Object.getOwnPropertyDescriptor(prototype, name) ?? {};
  if (get === undefined) throw new Error(`no getter: ${String(name)}`);
  return unbound(get) as (self: unknown) => Value;
}

/** Of a text or number these never ask an object: what is not primitive is taken apart before. */
export const stringify: (value: string | number) => string = JSON.stringify;
export const parse: (text: string) => unknown = JSON.parse;
export const { isArray } = Array;
export const { isView } = ArrayBuffer;
export const { is: isSame } = Object;
export const { apply, ownKeys, getOwnPropertyDescriptor } = Reflect;
export const textOf = String;
export const slice = unbound(String.prototype.slice as (from: number, to: number) => string);
export const lengthOfTyped = getterOf<number>(typedArray, "length");
/** `Float32Array`; undefined of what is none, such as a DataView. */
export const kindOfTyped = getterOf<string | undefined>(typedArray, Symbol.toStringTag);
