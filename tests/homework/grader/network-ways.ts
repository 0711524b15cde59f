/** Ways by which code reaches a server. `at` is an address whose path says which way it was. */

const element = (tag: string, attributes: string): string =>
  `body.append(Object.assign(document.createElement("${tag}"), {${attributes}}));`;
const link = (rel: string, more = ""): string => element("link", `rel: "${rel}", href: at${more}`);
const style = (css: string): string =>
  `${element("style", `textContent: \`${css}\``)}${element("p", 'className: "way", textContent: "x"')}`;
const inWorker = (code: string): string =>
  `new Worker(URL.createObjectURL(new Blob([\`${code}\`], {type: "text/javascript"})));`;

/** Each leaves the page as it was. */
export const quietWays: Readonly<Record<string, string>> = {
  fetch: "fetch(at);",
  "fetch-keepalive": 'fetch(at, {method: "POST", keepalive: true, mode: "no-cors", body: "x"});',
  xhr: 'const request = new XMLHttpRequest(); request.open("GET", at); request.send();',
  beacon: 'navigator.sendBeacon(at, "x");',
  events: "new EventSource(at);",
  socket: 'new WebSocket(at.replace("http", "ws"));',
  import: "import(at);",
  worker: inWorker("fetch('${at}')"),
  "worker-scripts": inWorker("importScripts('${at}')"),
  "worker-import": inWorker("import('${at}')"),
  "worker-socket": inWorker("new WebSocket('${at}'.replace('http', 'ws'))"),
  "worker-of-worker": inWorker(
    "new Worker(URL.createObjectURL(new Blob([\"fetch('${at}')\"], {type: 'text/javascript'})))",
  ),
  "shared-worker": 'new SharedWorker(URL.createObjectURL(new Blob([`fetch("${at}")`], {type: "text/javascript"})));',
  script: element("script", "src: at"),
  "module-script": element("script", 'type: "module", src: at'),
  "inline-module": element("script", 'type: "module", textContent: `import "${at}"`'),
  image: element("img", "src: at"),
  "image-set": element("img", "srcset: `${at} 2x`"),
  "lazy-image": element("img", 'loading: "lazy", src: at'),
  "input-image": element("input", 'type: "image", src: at'),
  svg: element("div", 'innerHTML: `<svg><image href="${at}" /></svg>`'),
  video: element("video", 'preload: "auto", src: at'),
  poster: element("video", "poster: at"),
  audio: element("audio", 'preload: "auto", src: at'),
  object: element("object", "data: at"),
  embed: element("embed", "src: at"),
  frame: element("iframe", "src: at"),
  "frame-in-frame": element("iframe", 'srcdoc: `<img src="${at}">`'),
  stylesheet: link("stylesheet"),
  "css-import": style("@import url(${at});"),
  "css-image": style(".way { background: url(${at}) }"),
  "css-content": style(".way::before { content: url(${at}) }"),
  "css-mask": style(".way { mask-image: url(${at}) }"),
  font: style("@font-face { font-family: way; src: url(${at}) } .way { font-family: way }"),
  "font-face": 'new FontFace("other", `url(${at})`).load();',
  prefetch: link("prefetch"),
  preload: link("preload", ', as: "image"'),
  modulepreload: link("modulepreload"),
  icon: link("icon"),
  speculation: element(
    "script",
    'type: "speculationrules", textContent: JSON.stringify({prefetch: [{source: "list", urls: [at], eagerness: "immediate"}]})',
  ),
  ping: `const pinged = Object.assign(document.createElement("a"), {href: "#x", ping: at}); body.append(pinged); pinged.click();`,
  open: "open(at);",
  "open-link": `const linked = Object.assign(document.createElement("a"), {href: at, target: "_blank", rel: "noopener"});
body.append(linked); linked.click();`,
  "open-form": `const sent = Object.assign(document.createElement("form"), {action: at, target: "_blank"}); body.append(sent); sent.submit();`,
  download: `const saved = Object.assign(document.createElement("a"), {href: at, download: "x"}); body.append(saved); saved.click();`,
};

/** They are heard as a connection or a datagram, which says no path: `port` is one of their own. */
export const wordlessWays: Readonly<Record<"tcp" | "udp", Readonly<Record<string, string>>>> = {
  tcp: {
    turn: peer("turn:127.0.0.1:${port}?transport=tcp"),
    preconnect: element("link", 'rel: "preconnect", href: `http://127.0.0.1:${port}`'),
    "dns-prefetch": element("link", 'rel: "dns-prefetch", href: `http://127.0.0.1:${port}`'),
  },
  udp: {
    stun: peer("stun:127.0.0.1:${port}"),
    transport: "new WebTransport(`https://127.0.0.1:${port}/`);",
  },
};

/** Each takes the place of the document. */
export const leavingWays: Readonly<Record<string, string>> = {
  location: "location.href = at;",
  replace: "location.replace(at);",
  navigation: "navigation.navigate(at);",
  "follow-link": `const left = Object.assign(document.createElement("a"), {href: at}); body.append(left); left.click();`,
  form: `const form = Object.assign(document.createElement("form"), {action: at, method: "post"}); body.append(form); form.submit();`,
  refresh: element("meta", 'httpEquiv: "refresh", content: `0; url=${at}`'),
  top: "top.location.href = at;",
};

function peer(urls: string): string {
  return `const peer = new RTCPeerConnection({iceServers: [{urls: \`${urls}\`, username: "x", credential: "x"}]});
peer.createDataChannel("x"); peer.createOffer().then((offer) => peer.setLocalDescription(offer));`;
}

/** What a worker has of them, where an answer runs: `PORT` is the listener's. */
export const workerWays: Readonly<Record<string, string>> = {
  fetch: 'fetch("http://127.0.0.1:PORT/worker")',
  hiddenFetch: 'globalThis["fe" + "tch"]("http://127.0.0.1:PORT/worker")',
  socket: 'new WebSocket("ws://127.0.0.1:PORT/worker")',
  request: 'new XMLHttpRequest().open("GET", "http://127.0.0.1:PORT/worker")',
  events: 'new EventSource("http://127.0.0.1:PORT/worker")',
  transport: 'new WebTransport("https://127.0.0.1:PORT/worker")',
  peer: "new RTCPeerConnection()",
  window: 'open("http://127.0.0.1:PORT/worker")',
  ask: 'prompt("?")',
  scripts: 'importScripts("http://127.0.0.1:PORT/worker.js")',
  nested: 'new Worker(URL.createObjectURL(new Blob(["fetch(1)"])))',
  shared: 'new SharedWorker("http://127.0.0.1:PORT/worker.js")',
  kept: 'caches.open("x").then((cache) => cache.add("http://127.0.0.1:PORT/worker"))',
  beacon: 'navigator.sendBeacon("http://127.0.0.1:PORT/worker", "x")',
  font: 'new FontFace("x", "url(http://127.0.0.1:PORT/worker)").load()',
  leave: "close()",
  forged:
    'Object.getPrototypeOf(Object.getPrototypeOf(globalThis)).postMessage ?? postMessage("0-0-0-0{\\"kind\\":\\"done\\"}")',
  module: `eval('import("http://127.0.0.1:PORT/worker.js")')`,
  navigate: "(location.href = 'http://127.0.0.1:PORT/worker')",
};
