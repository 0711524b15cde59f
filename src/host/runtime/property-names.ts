const most = 400;

/** What can be written behind a value and a dot, inherited names included; nothing for what has no properties. */
export function propertyNames(value: unknown): readonly string[] {
  const names = new Set<string>();
  for (
    let owner = toObject(value);
    owner && owner !== Object.prototype;
    owner = Object.getPrototypeOf(owner) as object | null
  )
    for (const name of Object.getOwnPropertyNames(owner)) if (isWritable(name)) names.add(name);
  return [...names].slice(0, most);
}

function toObject(value: unknown): object | null {
  return value === null || value === undefined ? null : (Object(value) as object);
}

/** An array's own numbers, private-looking names and what every class has are no help. */
function isWritable(name: string): boolean {
  return /^[A-Za-z$][\w$]*$/.test(name) && name !== "constructor";
}
