import type { BrowserContext, Frame, Page } from "@playwright/test";
import type { SandboxScripts, ScriptName } from "./bundle-sandbox.ts";

/** No server has this name; the browser never asks for one. */
const origin = "https://sandbox.invalid";

/** What may run is in the document; nothing may be asked of anybody. */
const policy = [
  "sandbox allow-scripts",
  "default-src 'none'",
  "script-src 'unsafe-inline' 'unsafe-eval'",
  "worker-src blob:",
  "connect-src 'none'",
  "webrtc 'block'",
].join("; ");

export type WorkerName = Exclude<ScriptName, "frame">;

/**
 * Opens the sandbox in a context of its own: a page that holds one frame without an origin, and no way out. After the
 * frame is there, the browser is offline for the context.
 * @param note is told of requests that got as far as the browser
 */
export async function openSandboxPage(
  context: BrowserContext,
  scripts: SandboxScripts,
  { worker, note }: { readonly worker: WorkerName; readonly note: (attempt: string) => void },
): Promise<{ readonly page: Page; readonly frame: Frame }> {
  const documents = new Map([
    [`${origin}/`, `<!doctype html><iframe sandbox="allow-scripts" src="${origin}/frame"></iframe>`],
    [`${origin}/frame`, frameDocument(await scripts("frame"), await scripts(worker))],
  ]);
  let isOpen = false;
  await context.route("**/*", (route) => {
    const address = route.request().url();
    const body = isOpen ? undefined : documents.get(address);
    if (body === undefined) {
      note(`request: ${address.slice(0, 80)}`);
      return route.abort();
    }
    const headers: Record<string, string> = address.endsWith("/frame") ? { "content-security-policy": policy } : {};
    return route.fulfill({ body, headers, contentType: "text/html; charset=utf-8" });
  });
  const page = await context.newPage();
  page.on("dialog", (dialog) => void dialog.dismiss());
  page.on("popup", (popup) => void popup.close());
  await page.goto(`${origin}/`);
  const frame = page.frame({ url: `${origin}/frame` });
  if (frame === null) throw new Error("the sandbox has no frame");
  isOpen = true;
  await context.setOffline(true);
  return { page, frame };
}

function frameDocument(frame: string, worker: string): string {
  const text = JSON.stringify(worker).replaceAll("<", "\\u003c");
  return `<!doctype html><script>${frame}</script><script>workerScript = ${text};</script>`;
}
