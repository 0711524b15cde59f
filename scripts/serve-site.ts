import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer, type Server, type ServerResponse } from "node:http";
import { extname, join, normalize, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const types: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".md": "text/markdown; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".woff": "font/woff",
  ".woff2": "font/woff2",
};

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

const headers: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ".html": pageHeaders,
  ".js": scriptHeaders,
};

export interface ServedSite {
  readonly port: number;
  readonly server: Server;
}

/**
 * Serves a folder of static files on this machine only, as a host of static sites does: `degradation/` is
 * `degradation/index.html`, and what does not exist is `404.html`.
 * @param port where to begin; taken ports are skipped upwards. 0 takes any free one.
 */
export async function serveSite(folder: string, port: number): Promise<ServedSite> {
  const root = resolve(folder);
  const server = createServer((request, response) => {
    void answer(root, request.url ?? "/", response);
  });
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

async function answer(root: string, url: string, response: ServerResponse): Promise<void> {
  const path = readPath(url);
  const found = path === null ? null : await findFile(join(root, path));
  const file = found ?? (await findFile(join(root, "404.html")));
  response.statusCode = found ? 200 : 404;
  if (!file) {
    response.end("There is no page at this address.");
    return;
  }
  for (const [name, value] of Object.entries(headers[extname(file)] ?? fileHeaders)) response.setHeader(name, value);
  response.setHeader("X-Content-Type-Options", "nosniff");
  response.setHeader("Content-Type", types[extname(file)] ?? "application/octet-stream");
  response.setHeader("Cache-Control", file.includes("/_astro/") ? "max-age=31536000, immutable" : "no-cache");
  createReadStream(file)
    .on("error", () => response.destroy())
    .pipe(response);
}

/** The path within the folder; null where the address cannot be read or would lead out of it. */
function readPath(url: string): string | null {
  try {
    const path = normalize(decodeURIComponent(new URL(url, "http://localhost").pathname));
    return path.includes("..") || path.includes("\0") ? null : path;
  } catch (error) {
    if (error instanceof URIError || error instanceof TypeError) return null;
    throw error;
  }
}

async function findFile(path: string): Promise<string | null> {
  const found = await stat(path).catch(() => null);
  if (found?.isFile()) return path;
  return found?.isDirectory() ? findFile(join(path, "index.html")) : null;
}

/** `node scripts/serve-site.ts [port]`: serves dist/ until it is ended. The browser tests do. */
if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { port } = await serveSite("dist", Number(process.argv[2] ?? 4321));
  process.stdout.write(`http://localhost:${port}/\n`);
}
