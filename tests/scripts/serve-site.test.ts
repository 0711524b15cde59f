import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request, type IncomingHttpHeaders } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { serveSite, type ServedSite } from "../../scripts/serve-site.ts";

const root = mkdtempSync(join(tmpdir(), "site-"));
let site: ServedSite;

beforeAll(async () => {
  mkdirSync(join(root, "dist/chapter"), { recursive: true });
  writeFileSync(join(root, "secret.txt"), "secret");
  writeFileSync(join(root, "dist/index.html"), "front");
  writeFileSync(join(root, "dist/404.html"), "missing");
  writeFileSync(join(root, "dist/chapter/index.html"), "chapter");
  writeFileSync(join(root, "dist/engine.wasm"), "engine");
  writeFileSync(join(root, "dist/worker.js"), "worker");
  site = await serveSite(join(root, "dist"), 0);
});

afterAll(() => {
  site.server.close();
  rmSync(root, { recursive: true });
});

/** Sends the path as it is: fetch would tidy it up. */
function get(path: string): Promise<{ status: number | undefined; text: string; headers: IncomingHttpHeaders }> {
  return new Promise((done, failed) => {
    const sent = request({ port: site.port, host: "localhost", path }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (part: string) => (text += part));
      response.on("end", () => done({ status: response.statusCode, text, headers: response.headers }));
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

it("says what a page cannot say of itself, and lets its scripts work as workers", async () => {
  const policyOf = async (path: string) => (await get(path)).headers["content-security-policy"];
  expect(await policyOf("/chapter/")).toBe("frame-ancestors 'self'");
  expect(await policyOf("/worker.js")).toMatch(/^default-src 'self'; script-src 'self' 'wasm-unsafe-eval'/);
  expect(await policyOf("/engine.wasm")).toBe("default-src 'none'");
});

it("answers 404 with the site's own page", async () => {
  expect(await get("/nowhere")).toMatchObject({ status: 404, text: "missing" });
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
