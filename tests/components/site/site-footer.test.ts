import { experimental_AstroContainer as AstroContainer } from "astro/container";
import { getViteConfig } from "astro/config";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { createServer, type ViteDevServer } from "vite";

let server: ViteDevServer;

beforeAll(async () => {
  const configure = getViteConfig({
    ...{ server: { middlewareMode: true, hmr: false, watch: null }, appType: "custom" },
    // Nothing is sent to a browser.
    optimizeDeps: { noDiscovery: true },
  });
  server = await createServer(await configure({ mode: "production", command: "serve" }));
});
afterAll(() => server.close());
afterEach(() => vi.unstubAllEnvs());

/** The footer's text and the addresses of its links, built with these settings. */
async function renderFooter(settings: Readonly<Record<string, string>>): Promise<{ text: string; links: string[] }> {
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  const { default: Footer } = await server.ssrLoadModule("/src/components/site/site-footer.astro");
  const html = await (await AstroContainer.create()).renderToString(Footer);
  const links = [...html.matchAll(/<a [^>]*?href="([^"]*)"/g)].map(([, href = ""]) => href);
  const text = html.replace(/<style[\s\S]*?<\/style>|<[^>]*>/g, "").replace(/\s+/g, " ");
  return { text, links: links.filter((href) => /^[a-z]+:/.test(href)) };
}

const licence = "https://creativecommons.org/licenses/by/4.0/";

test("names the licences, and without a setting links to no repository and to nobody", async () => {
  const { text, links } = await renderFooter({ REPOSITORY_URL: "", CONTACT: "" });
  expect(text).toContain("Text and figures: CC BY 4.0. Code: MIT licence.");
  expect(text).toContain(
    "Found a mistake? Report it to whoever gave you the address of this site and say in which chapter,",
  );
  expect(links).toEqual([licence]);
});

test("with a repository leads to it and to its issues", async () => {
  const { text, links } = await renderFooter({ REPOSITORY_URL: "https://example.org/a/course", CONTACT: "" });
  expect(text).toContain("Found a mistake? Report it in the repository’s issues and say");
  expect(text).toContain("Glossary · All claims · Reference · For teachers · Repository");
  expect(links).toEqual(["https://example.org/a/course/issues", licence, "https://example.org/a/course"]);
});

test("with a contact says whom to write to", async () => {
  const { text, links } = await renderFooter({ REPOSITORY_URL: "", CONTACT: "course@example.org" });
  expect(text).toContain("Found a mistake? Report it to course@example.org and say");
  expect(links).toEqual(["mailto:course@example.org", licence]);
});

test("with both leaves the choice", async () => {
  const settings = { REPOSITORY_URL: "https://example.org/a/course", CONTACT: "course@example.org" };
  const { text } = await renderFooter(settings);
  expect(text).toContain("Report it in the repository’s issues or to course@example.org and say");
});
