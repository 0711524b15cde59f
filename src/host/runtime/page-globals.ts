/**
 * What the page's window has under names that a learner writes and means something else: `print(x)` would print the page,
 * `name` is an empty text. Cells find them undefined, with what to write, unless one of them defines the name; as
 * `window.print` they stay within reach.
 */
const shadowed: Readonly<Record<string, string>> = {
  print: "To show a value write display(x).",
  alert: "It would hold up the page until it is answered. To show a value write display(x).",
  confirm: "It would hold up the page until it is answered. Ask with view(Inputs.toggle({label: …})).",
  prompt: "It would hold up the page until it is answered. Ask with view(Inputs.text({label: …})).",
  open: "",
  close: "",
  stop: "To end a run press its Stop.",
  find: "An array has it as a method: values.find((value) => …).",
  focus: "",
  blur: "",
  scroll: "",
  scrollTo: "",
  scrollBy: "",
  resizeTo: "",
  resizeBy: "",
  moveTo: "",
  moveBy: "",
  postMessage: "",
  captureEvents: "",
  releaseEvents: "",
  name: "",
  status: "",
  length: "An array has it as a property: values.length.",
  event: "A listener is given its event: (event) => ….",
  top: "",
  parent: "",
  self: "",
  frames: "",
  opener: "",
  origin: "",
  closed: "",
  external: "",
  history: "",
  screen: "",
  screenX: "",
  screenY: "",
  toolbar: "",
  menubar: "",
  locationbar: "",
  personalbar: "",
  scrollbars: "",
  statusbar: "",
  clientInformation: "",
  offscreenBuffering: "",
};

/**
 * The value of a name that neither cells nor library define: the browser's own, if it is one that is meant.
 * @throws ReferenceError, which the runtime passes on with the name; a value of undefined would be one as any other
 */
export function findGlobal(name: string): unknown {
  if (Object.hasOwn(shadowed, name) || !(name in globalThis)) throw unknownName(name);
  const value: unknown = Reflect.get(globalThis, name);
  // Every element with an id is a property of the window, and every heading of a chapter has an id.
  const isNamedElement = value instanceof Element || value instanceof HTMLCollection || value instanceof Window;
  if (isNamedElement && !Object.hasOwn(globalThis, name)) throw unknownName(name);
  return value;
}

function unknownName(name: string): ReferenceError {
  return new ReferenceError(`${name} is not defined`);
}

/** What to write where a cell uses such a name; null for any other. */
export function globalHint(name: string): string | null {
  if (!Object.hasOwn(shadowed, name)) return null;
  const instead = shadowed[name] ?? "";
  return `${instead} The browser has a ${name} of its own: as window.${name} it can be used, if that is meant.`.trimStart();
}
