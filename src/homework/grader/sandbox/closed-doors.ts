/** Ways out of a worker, and to a realm in which nothing of this is closed. */
const names = [
  ...["fetch", "fetchLater", "XMLHttpRequest", "WebSocket", "WebSocketStream", "WebTransport", "EventSource"],
  ...["RTCPeerConnection", "RTCDataChannel", "importScripts", "Worker", "SharedWorker", "BroadcastChannel"],
  ...[
    "indexedDB",
    "caches",
    "cookieStore",
    "Notification",
    "postMessage",
    "close",
    "open",
    "prompt",
    "alert",
    "confirm",
  ],
] as const;

/**
 * Puts a stand-in in the place of everything by which code could reach the network, another realm or the page: it says what
 * was tried, and throws. The network is closed by the frame's policy and the browser as well; here it is noticed.
 */
export function closeDoors(note: (what: string) => void): void {
  for (const name of names) {
    const value = function (): never {
      note(name);
      throw new TypeError(`${name} is closed while an answer is graded`);
    };
    for (let at: object | null = globalThis; at !== null; at = Reflect.getPrototypeOf(at)) {
      if (Object.hasOwn(at, name)) Reflect.deleteProperty(at, name);
    }
    Object.defineProperty(globalThis, name, { value, configurable: false, writable: false });
  }
  addEventListener("securitypolicyviolation", (event) => note(`${event.effectiveDirective}: ${event.blockedURI}`));
}
