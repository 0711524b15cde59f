import { createReadStream, existsSync } from "node:fs";
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from "node:http";
import { extname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import compression from "compression";
import sirv from "sirv";

/**
 * What a page cannot say of itself: who may frame it, and that windows that it opens or that opened it are strangers.
 * The rest of its policy stands in the page, where it holds on any host.
 */
const pageHeaders = {
  "Content-Security-Policy": "frame-ancestors 'self'",
  "Cross-Origin-Opener-Policy": "same-origin",
} as const;

/** A worker takes its policy from the answer that brought its script. */
const scriptHeaders = {
  "Content-Security-Policy": "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; base-uri 'none'",
} as const;

/** Any other file is for looking at, should a window be opened on it. */
const fileHeaders = { "Content-Security-Policy": "default-src 'none'" } as const;

/** Texts that say nothing of their characters themselves; sirv names UTF-8 for pages only. */
const textTypes: Readonly<Record<string, string>> = {
  ".css": "text/css",
  ".js": "text/javascript",
  ".md": "text/markdown",
  ".txt": "text/plain",
};

export interface ServeOptions {
  /** Sends texts, scripts and WebAssembly compressed. Between two programs of one machine that only costs time. */
  readonly compress?: boolean;
}

export interface ServedSite {
  readonly port: number;
  readonly server: Server;
}

/**
 * Serves a folder of static files on this machine only, as a host of static sites does: `degradation/` is
 * `degradation/index.html`, and what does not exist is `404.html`. The folder's files are listed once, at the start.
 * @param port where to begin; taken ports are skipped upwards. 0 takes any free one.
 */
export async function serveSite(
  folder: string,
  port: number,
  { compress = false }: ServeOptions = {},
): Promise<ServedSite> {
  const root = resolve(folder);
  const files = sirv(root, { etag: true, setHeaders, onNoMatch: (_, response) => answerMissing(root, response) });
  const server = createServer(compress ? compressed(files) : files);
  for (let candidate = port; ; candidate += 1) {
    const taken = await listen(server, candidate);
    if (taken === null) break;
    if (taken.code !== "EADDRINUSE" || candidate >= port + 100) throw taken;
  }
  const address = server.address();
  return { server, port: typeof address === "object" && address ? address.port : port };
}

function listen(server: Server, port: number): Promise<NodeJS.ErrnoException | null> {
  return new Promise((done) => {
    server.once("error", done);
    server.listen(port, "localhost", () => {
      server.off("error", done);
      done(null);
    });
  });
}

/** Parts of a file go as they are: their places are counted in the file's own bytes. */
function compressed(answer: RequestListener): RequestListener {
  type Middleware = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;
  const isWhole: compression.CompressionFilter = (request, response) =>
    request.headers.range === undefined && compression.filter(request, response);
  const compressing = compression({ filter: isWhole }) as unknown as Middleware;
  return (request, response) => compressing(request, response, () => void answer(request, response));
}

/** @param path as it was asked for: a page's may end in a slash or in its name */
function setHeaders(response: ServerResponse, path: string): void {
  const ending = path.endsWith("/") ? "" : extname(path);
  const isPage = ending === "" || ending === ".html";
  const headers = isPage ? pageHeaders : ending === ".js" ? scriptHeaders : fileHeaders;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  const type = textTypes[ending];
  if (type !== undefined) response.setHeader("Content-Type", `${type}; charset=utf-8`);
  response.setHeader("X-Content-Type-Options", "nosniff");
  response.setHeader("Cache-Control", path.includes("/_astro/") ? "max-age=31536000, immutable" : "no-cache");
}

function answerMissing(root: string, response: ServerResponse): void {
  const page = join(root, "404.html");
  response.statusCode = 404;
  if (!existsSync(page)) {
    response.end("There is no page at this address.");
    return;
  }
  setHeaders(response, "/404.html");
  response.setHeader("Content-Type", "text/html; charset=utf-8");
  createReadStream(page)
    .on("error", () => response.destroy())
    .pipe(response);
}

/** `node scripts/serve-site.ts [port]`: serves dist/ until it is ended. The browser tests do. */
if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { port } = await serveSite("dist", Number(process.argv[2] ?? 4321));
  process.stdout.write(`http://localhost:${port}/\n`);
}
