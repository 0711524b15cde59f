/**
 * Lets waiting messages be handled, and resolves right after. A timer would wait at least four milliseconds, longer
 * than a step of a small net.
 */
export function yieldToEvents(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
