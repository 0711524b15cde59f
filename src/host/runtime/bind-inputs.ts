/**
 * Keeps two inputs at the same value, as Observable's `Inputs.bind`: `target` shows what `source` has, and whoever moves
 * `target` moves `source`. The library's own ends the binding at the next frame unless the target is on the page by
 * then; this one lasts as long as the target lives, or until `invalidation`.
 * @returns the target
 */
export function bind<Target extends Element>(target: Target, source: Element, invalidation?: Promise<void>): Target {
  copyValue(source, target);
  lead(target, source);
  const unfollow = follow(new WeakRef(target), source);
  void invalidation?.then(unfollow);
  return target;
}

function lead(target: Element, source: Element): void {
  target.addEventListener(eventOf(target), () => {
    copyValue(target, source);
    source.dispatchEvent(new Event(eventOf(source), { bubbles: true }));
  });
}

/** The source may live long. It must not keep alive every target that cells made anew when they were run again. */
function follow(target: WeakRef<Element>, source: Element): () => void {
  const type = eventOf(source);
  const unfollow = () => source.removeEventListener(type, changed);
  const changed = () => {
    const live = target.deref();
    if (live) copyValue(source, live);
    else unfollow();
  };
  source.addEventListener(type, changed);
  return unfollow;
}

const valueNames: Readonly<Record<string, string>> = {
  range: "valueAsNumber",
  number: "valueAsNumber",
  date: "valueAsDate",
  checkbox: "checked",
  file: "files",
};

/** The forms of Observable Inputs have a `value` of their own; plain elements have it by their type. */
function copyValue(from: Element, to: Element): void {
  Reflect.set(to, valueNames[typeOf(to)] ?? "value", Reflect.get(from, valueNames[typeOf(from)] ?? "value"));
}

function eventOf(element: Element): string {
  const type = typeOf(element);
  if (type === "button" || type === "submit") return "click";
  return type === "file" ? "change" : "input";
}

function typeOf(element: Element): string {
  return "type" in element ? String(element.type) : "";
}
