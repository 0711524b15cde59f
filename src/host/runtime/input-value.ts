/** The value of an input element, or of anything with a `value` that sends events. */
export function readInput(element: Element): unknown {
  if (element instanceof HTMLInputElement) {
    if (element.type === "range" || element.type === "number") return element.valueAsNumber;
    if (element.type === "date") return element.valueAsDate;
    if (element.type === "checkbox") return element.checked;
    if (element.type === "file") return element.multiple ? element.files : element.files?.[0];
  }
  if (element instanceof HTMLSelectElement && element.multiple)
    return Array.from(element.selectedOptions, (option) => option.value);
  return "value" in element ? element.value : undefined;
}

/** Gives an input a value, which it may take or not. Nobody is told. */
export function writeInput(element: Element, value: unknown): void {
  if (element instanceof HTMLInputElement && element.type === "checkbox") element.checked = value === true;
  else if (element instanceof HTMLSelectElement && element.multiple && Array.isArray(value))
    for (const option of element.options) option.selected = value.includes(option.value);
  else Reflect.set(element, "value", value);
}

/** The event that tells of a new value. */
export function inputEvent(element: Element): "click" | "change" | "input" {
  const type = "type" in element ? element.type : null;
  if (type === "button" || type === "submit" || type === "checkbox") return "click";
  return type === "file" ? "change" : "input";
}
