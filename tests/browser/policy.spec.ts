import { createSocket } from "node:dgram";
import { expect, test, type Page } from "@playwright/test";
import { attackHelpers, attacks, reportedAs } from "./attacks.ts";
import { openBareSite, openRecordingServer, type BareSite, type RecordingServer } from "./policy-servers.ts";

declare global {
  interface Window {
    /** What the policy refused: directive and address, as the browser reports them. */
    refused: string[];
  }
}

let other: RecordingServer;
let site: BareSite;

test.beforeEach(async () => {
  other = await openRecordingServer();
});

test.afterEach(() => {
  other.close();
  site.close();
});

/** Opens a chapter in which nothing runs until it is asked to. */
async function openQuietChapter(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.refused = [];
    document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) =>
      window.refused.push(`${effectiveDirective} ${blockedURI}`),
    );
  });
  await page.goto(`${site.url}degradation/?safe`);
  await page.waitForFunction(() => window.courseNotebook !== undefined);
}

/** Puts the code into a cell, as a reader or a link would, and runs it. */
async function runAsCell(page: Page, code: string): Promise<void> {
  await page.evaluate(async (code) => {
    const notebook = window.courseNotebook;
    const id = notebook?.cells.find((id) => notebook.view(id).run === "auto") ?? "";
    await notebook?.edit(id, `{\n${code}\n}`);
    const state = notebook?.state(id);
    if (state?.kind !== "done") throw new Error(JSON.stringify(state));
  }, code);
}

/** All attacks at once; one that throws does not keep the others from it. */
function attackCode(): string {
  const parts = Object.entries(attacks).map(
    ([name, code]) =>
      `try { const to = "${other.url}${name}"; ${code}; } catch (error) { refuse(error.name, "${other.url}${name}"); }`,
  );
  return `${attackHelpers}\n${parts.join("\n")}`;
}

/** Attacks of which the browser has not said that it refused them. */
async function findUnrefused(page: Page): Promise<readonly string[]> {
  const found = await page.evaluate(() => window.refused);
  const refused = found.map((each) => each.replace(site.url, "/").replace(" ws:", " http:").replace(/\?$/, ""));
  return Object.keys(attacks).filter((name) => {
    const expected = reportedAs[name]?.(new URL(other.url).origin);
    const at = refused.findIndex((each) => each === expected || each.endsWith(` ${other.url}${name}`));
    if (at >= 0) refused.splice(at, 1);
    return at < 0;
  });
}

test("without the policy every attack reaches another origin", async ({ page }) => {
  site = await openBareSite({ withPolicy: false });
  await openQuietChapter(page);
  await runAsCell(page, attackCode());
  const missing = () => Object.keys(attacks).filter((name) => !other.asked.has(name));
  await expect.poll(missing).toEqual([]);
});

test("with it none does, on a host that sends no headers", async ({ page }) => {
  site = await openBareSite({ withPolicy: true });
  await openQuietChapter(page);
  await runAsCell(page, attackCode());
  await expect.poll(() => findUnrefused(page)).toEqual([]);
  expect([...other.asked]).toEqual([]);
});

test("what no policy closes is open, as the README says: a call, a new window, leaving", async ({ page }) => {
  site = await openBareSite({ withPolicy: true });
  await openQuietChapter(page);
  const calls = createSocket("udp4");
  const called = new Promise((heard) => calls.once("message", heard));
  await new Promise<void>((bound) => calls.bind(0, "127.0.0.1", bound));
  await runAsCell(
    page,
    `const call = new RTCPeerConnection({iceServers: [{urls: "stun:127.0.0.1:${calls.address().port}"}]});
    call.createDataChannel("secret");
    call.setLocalDescription()`,
  );
  await called;
  calls.close();

  const opened = page.waitForEvent("popup");
  await runAsCell(page, `window.open("${other.url}window")`);
  await expect.poll(() => [...other.asked]).toContain("window");
  await (await opened).close();
  await runAsCell(page, `location.href = "${other.url}leaving"`).catch(() => {});
  await page.waitForURL(`${other.url}leaving`);
});
