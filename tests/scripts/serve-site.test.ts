import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request, type IncomingHttpHeaders, type OutgoingHttpHeaders } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "vitest";
import { serveSite, type ServedSite } from "../../scripts/serve-site.ts";

const root = mkdtempSync(join(tmpdir(), "site-"));
const script = "export const layers = 56;\n".repeat(200);
let site: ServedSite;
let compressing: ServedSite;

beforeAll(async () => {
  mkdirSync(join(root, "dist/chapter"), { recursive: true });
  writeFileSync(join(root, "secret.txt"), "secret");
  writeFileSync(join(root, "dist/index.html"), "front");
  writeFileSync(join(root, "dist/404.html"), "missing");
  writeFileSync(join(root, "dist/chapter/index.html"), "chapter");
  writeFileSync(join(root, "dist/engine.wasm"), "engine");
  writeFileSync(join(root, "dist/worker.js"), script);
  writeFileSync(join(root, "dist/words.txt"), "größer");
  site = await serveSite(join(root, "dist"), 0);
  compressing = await serveSite(join(root, "dist"), 0, { compress: true });
});

afterAll(() => {
  site.server.close();
  compressing.server.close();
  rmSync(root, { recursive: true });
});

interface Answer {
  readonly status: number | undefined;
  readonly bytes: Buffer;
  readonly text: string;
  readonly headers: IncomingHttpHeaders;
}

/** Sends the path as it is: fetch would tidy it up. */
function get(path: string, headers: OutgoingHttpHeaders = {}, { port } = site): Promise<Answer> {
  return new Promise((done, failed) => {
    const sent = request({ port, host: "localhost", path, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("end", () => {
        const bytes = Buffer.concat(parts);
        done({ status: response.statusCode, bytes, text: bytes.toString(), headers: response.headers });
      });
    });
    sent.on("error", failed).end();
  });
}

it("serves a folder's index with and without the slash", async () => {
  expect((await get("/")).text).toBe("front");
  expect((await get("/chapter/?safe")).text).toBe("chapter");
  expect((await get("/chapter")).text).toBe("chapter");
});

it("names the type that WebAssembly needs", async () => {
  expect((await get("/engine.wasm")).headers["content-type"]).toBe("application/wasm");
});

it("says what characters a text is in", async () => {
  expect((await get("/chapter/")).headers["content-type"]).toMatch(/^text\/html; ?charset=utf-8$/);
  expect((await get("/words.txt")).headers["content-type"]).toBe("text/plain; charset=utf-8");
  expect((await get("/worker.js")).headers["content-type"]).toBe("text/javascript; charset=utf-8");
});

it("sends a part of a file where one is asked for, compressing or not", async () => {
  for (const served of [site, compressing]) {
    const part = await get("/worker.js", { range: "bytes=7-11", "accept-encoding": "br" }, served);
    expect(part).toMatchObject({ status: 206, text: "const" });
    expect(part.headers).toMatchObject({ "content-range": `bytes 7-11/${script.length}` });
    expect(part.headers["content-encoding"]).toBeUndefined();
  }
  expect((await get("/worker.js", { range: `bytes=${script.length}-` })).status).toBe(416);
});

it("compresses what the asking side can read, with the same headers", async () => {
  const brotli = await get("/worker.js", { "accept-encoding": "gzip, br" }, compressing);
  expect(brotli.headers).toMatchObject({ "content-encoding": "br", vary: "Accept-Encoding" });
  expect(brotli.headers["content-security-policy"]).toMatch(/^default-src 'self'/);
  expect(brotliDecompressSync(brotli.bytes).toString()).toBe(script);
  expect(brotli.bytes.length).toBeLessThan(script.length / 10);
  const gzip = await get("/worker.js", { "accept-encoding": "gzip" }, compressing);
  expect(gunzipSync(gzip.bytes).toString()).toBe(script);
  expect((await get("/worker.js", {}, compressing)).text).toBe(script);
});

it("need not send again what has not changed", async () => {
  const { headers } = await get("/chapter/");
  expect(headers["cache-control"]).toBe("no-cache");
  expect((await get("/chapter/", { "if-none-match": headers.etag })).status).toBe(304);
});

it("says what a page cannot say of itself, and lets its scripts work as workers", async () => {
  const policyOf = async (path: string) => (await get(path)).headers["content-security-policy"];
  expect(await policyOf("/chapter/")).toBe("frame-ancestors 'self'");
  expect(await policyOf("/chapter")).toBe("frame-ancestors 'self'");
  expect(await policyOf("/worker.js")).toMatch(/^default-src 'self'; script-src 'self' 'wasm-unsafe-eval'/);
  expect(await policyOf("/engine.wasm")).toBe("default-src 'none'");
});

it("answers 404 with the site's own page", async () => {
  const missing = await get("/nowhere");
  expect(missing).toMatchObject({ status: 404, text: "missing" });
  expect(missing.headers["content-security-policy"]).toBe("frame-ancestors 'self'");
  expect((await get("/nowhere.js")).headers["content-type"]).toBe("text/html; charset=utf-8");
});

it.each(["/../secret.txt", "/%2e%2e/secret.txt", "/chapter/..%2f..%2fsecret.txt", "/%00", "/%ff", "//"])(
  "gives away nothing outside the folder: %s",
  async (path) => {
    expect((await get(path)).text).not.toBe("secret");
  },
);

it("takes the next port where the first is taken", async () => {
  const second = await serveSite(join(root, "dist"), site.port);
  expect(second.port).toBeGreaterThan(site.port);
  second.server.close();
});
