/**
 * Runs a step and takes its times.
 * @returns its loss, `wallMs` until that is there, and `jsMs` until the page is free for anything else: the time in which
 * JavaScript issues the work. What waits or polls for the loss afterwards does not count.
 */
export async function timeStep(
  step: () => Promise<number>,
): Promise<{ readonly loss: number; readonly wallMs: number; readonly jsMs: number }> {
  const { port1, port2 } = new MessageChannel();
  const startedMs = performance.now();
  // The message is handled once the step and all that follows from it at once has let go of the page
  const free = new Promise<number>((resolve) => {
    port1.onmessage = () => {
      resolve(performance.now() - startedMs);
      port1.close();
    };
  });
  port2.postMessage(null);
  const loss = await step();
  const wallMs = performance.now() - startedMs;
  return { loss, wallMs, jsMs: await free };
}
