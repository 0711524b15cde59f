import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { build, type Rollup } from "vite";

const root = fileURLToPath(new URL("../../", import.meta.url));

/**
 * Put before the worker's code, so that a spec can take its graphics contexts away or make it crash: a message
 * {harm: …} is for this listener, which comes first, and goes no further.
 */
const harmful = `
const contexts = [];
let refuses = false;
const getContext = OffscreenCanvas.prototype.getContext;
OffscreenCanvas.prototype.getContext = function (...options) {
  const context = refuses ? null : getContext.apply(this, options);
  if (context) contexts.push(context);
  return context;
};
addEventListener("message", (event) => {
  if (!event.data.harm) return;
  event.stopImmediatePropagation();
  if (event.data.harm === "crash") throw new Error("harmed by the test");
  if (event.data.harm === "close") return close();
  if (event.data.harm === "hang") for (;;);
  refuses = event.data.harm === "lose contexts for good";
  for (const context of contexts) {
    if (!context.isContextLost()) context.getExtension("WEBGL_lose_context").loseContext();
  }
});
`;

/** Bundles tests/browser/engine-page.ts as the site is bundled and serves it on a free port under /course/. */
export async function serveEnginePage(): Promise<{ readonly url: string; close(): Promise<void> }> {
  const files = await bundlePage();
  files.set("/torch.json", readFileSync(`${root}tests/fixtures/torch.json`));
  files.set("/course/", `<!doctype html><title>engine</title><script type="module" src="/course/page.js"></script>`);
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "", "http://localhost").pathname;
    const body = files.get(path);
    response.writeHead(body === undefined ? 404 : 200, { "content-type": contentType(path) });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/course/`, close: () => close(server) };
}

async function bundlePage(): Promise<Map<string, string | Uint8Array>> {
  const result = await build({
    root,
    base: "/course/",
    configFile: false,
    logLevel: "error",
    worker: { format: "es" },
    build: {
      write: false,
      target: "es2022",
      chunkSizeWarningLimit: 4000,
      rollupOptions: {
        input: { page: `${root}tests/browser/engine-page.ts` },
        output: { entryFileNames: "[name].js" },
      },
    },
  });
  const outputs = (Array.isArray(result) ? result : [result]) as Rollup.RollupOutput[];
  const files = outputs.flatMap(({ output }) => output);
  return new Map(files.map((file) => [`/course/${file.fileName}`, contentOf(file)]));
}

function contentOf(file: Rollup.OutputChunk | Rollup.OutputAsset): string | Uint8Array {
  const content = file.type === "chunk" ? file.code : file.source;
  const isWorker = /worker-[^/]*\.js$/.test(file.fileName);
  return isWorker ? harmful + Buffer.from(content).toString() : content;
}

function contentType(path: string): string {
  if (path.endsWith(".js")) return "text/javascript";
  if (path.endsWith(".wasm")) return "application/wasm";
  return path.endsWith(".json") ? "application/json" : "text/html";
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
