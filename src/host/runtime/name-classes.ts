/** What a minifier leaves of a name is at most as long. */
const shortest = 3;

/**
 * Gives the functions and classes that a library exports their names again, which the built page has shortened: readers
 * see them where a value is shown (`Tensor {…}`) and as `value.constructor.name`.
 * @returns the library
 */
export function nameClasses<Exports extends object>(exports: Exports): Exports {
  for (const [name, value] of Object.entries(exports)) {
    if (typeof value !== "function" || name === "default") continue;
    rename(value, name);
    // `d3.rgb` makes instances of a class of its own: `Rgb`.
    const made: unknown = (value.prototype as { readonly constructor?: unknown } | undefined)?.constructor;
    if (typeof made === "function" && made !== value) rename(made, name.charAt(0).toUpperCase() + name.slice(1));
  }
  return exports;
}

/** As much of tfjs as names the classes of layers, optimizers and the like, which it does not export. */
interface Serialization {
  readonly SerializationMap: {
    getMap(): { readonly classNameMap: Readonly<Record<string, readonly [constructor: object, ...unknown[]]>> };
  };
}

/** Its own files name these classes, so it keeps a list of them. */
export function nameSerializable({ SerializationMap }: Serialization): void {
  for (const [name, [made]] of Object.entries(SerializationMap.getMap().classNameMap)) rename(made, name);
}

function rename(made: object, name: string): void {
  const present = Object.getOwnPropertyDescriptor(made, "name");
  if (!present?.configurable || typeof present.value !== "string" || present.value.length > shortest) return;
  Object.defineProperty(made, "name", { ...present, value: name });
}
