import { chromium, type Browser, type Frame } from "@playwright/test";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { bundleSandbox } from "../../../scripts/grade/bundle-sandbox.ts";
import { findIsolation, policyAlone, type Isolation } from "../../../scripts/grade/isolation.ts";
import { launchBrowser } from "../../../scripts/grade/launch-browser.ts";
import { openSandboxPage } from "../../../scripts/grade/sandbox-page.ts";
import { Sandbox } from "../../../scripts/grade/sandbox.ts";
import { jobOf } from "./jobs.ts";
import { listen, type Listener } from "./listener.ts";
import { leavingWays, quietWays, wordlessWays, workerWays } from "./network-ways.ts";

// A browser on a machine that is busy with other tests takes its time.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

const scripts = bundleSandbox();

/** Names have addresses again: what is left is what the sandbox's page and the browser's offline state hold back. */
const withNames: Isolation = {
  command: ["sh", "-c", 'exec "$0" "$@" --host-resolver-rules='],
  words: "",
};

/** A browser does not ask for these without any protection either: no icon without a window, no second one unasked. */
const neverHeard = ["icon", "open-form"];

let listener: Listener;
const open: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  listener = await listen();
});
afterAll(async () => {
  listener.close();
  for (const close of open) await close();
});

async function launch(isolation: Isolation): Promise<Browser> {
  const server = await launchBrowser(256, isolation);
  open.push(() => server.kill());
  return chromium.connect(server.wsEndpoint());
}

/** Tries ways in a frame, and goes on where one of them throws. */
async function tryWays(frame: Frame, tag: string, ways: Readonly<Record<string, string>>, port = 0): Promise<void> {
  const given = { base: `${listener.address}/${tag}`, ways, port };
  const tried = frame.evaluate(({ base, ways, port }) => {
    for (const [name, code] of Object.entries(ways)) {
      try {
        (new Function("at", "port", "body", code) as (...given: unknown[]) => void)(
          `${base}/${name}`,
          port,
          document.body,
        );
      } catch {
        continue;
      }
    }
  }, given);
  // A document that is left tells nobody how it ended.
  await tried.catch(() => undefined);
}

/** Every way, from a frame that `enter` opens; the document is a new one for each way that leaves it. */
async function tryAll(tag: string, enter: () => Promise<Frame>): Promise<void> {
  const frame = await enter();
  await tryWays(frame, tag, quietWays);
  for (const kind of ["tcp", "udp"] as const) await tryWays(frame, tag, wordlessWays[kind], listener[kind]);
  for (const [name, code] of Object.entries(leavingWays)) await tryWays(await enter(), tag, { [name]: code });
}

async function openUnprotected(browser: Browser): Promise<Frame> {
  const page = await browser.newPage();
  await page.goto(`${listener.address}/`).catch(() => undefined);
  return page.mainFrame();
}

it("lets nothing out of the sandbox's frame by any way that is heard from another page, without a namespace", async () => {
  const browser = await launch(withNames);
  await tryAll("sandbox", async () => {
    const context = await browser.newContext({ serviceWorkers: "block", acceptDownloads: false });
    return (await openSandboxPage(context, scripts, { worker: "light-worker", note: () => undefined })).frame;
  });
  expect([...listener.heard]).toEqual([]);
  const ways = [...Object.keys(quietWays), ...Object.keys(leavingWays)].filter((name) => !neverHeard.includes(name));
  await tryAll("unprotected", () => openUnprotected(browser));
  await listener.hear(["tcp", "udp", ...ways.map((name) => `/unprotected/${name}`)]);
  expect([...listener.heard].filter((path) => path.startsWith("/sandbox/"))).toEqual([]);
});

it("knows no address, and in a namespace reaches none that it knows", async () => {
  const namespace = findIsolation();
  const reach = async (isolation: Isolation): Promise<string> => {
    const page = await (await launch(isolation)).newPage();
    return page.goto(`${listener.address}/launched`).then(String, String);
  };
  expect(await reach(policyAlone)).toContain("ERR_NAME_NOT_RESOLVED");
  if (namespace.command.length > 0) {
    const command = [...namespace.command, ...withNames.command];
    expect(await reach({ ...namespace, command })).toMatch(/ERR_INTERNET_DISCONNECTED|ERR_ADDRESS_UNREACHABLE/);
  }
  expect(listener.heard).not.toContain("/launched");
  vi.stubEnv("PATH", "/nonexistent");
  expect(findIsolation()).toBe(policyAlone);
  vi.unstubAllEnvs();
});

it("lets nothing out of an answer, and says what was tried", async () => {
  const names = Object.keys(workerWays).map((name) => `try_${name}`);
  const port = new URL(listener.address).port;
  const source = Object.values(workerWays).map(
    (code, at) => `const ${names[at]} = () => ${code.replace("PORT", port)};`,
  );
  const calls = names.map((name): [string] => [name]);
  const sandbox = new Sandbox(scripts, 64, withNames);
  open.push(() => sandbox.close());
  const [seen] = await sandbox.observe([jobOf({ a: source.join("\n") }, calls, { seconds: 20 })]);
  expect(seen?.calls.map(({ kind }) => kind)).toEqual(names.map(() => "error"));
  expect(seen?.attempts.join("; ")).toMatch(
    /fetch; WebSocket; XMLHttpRequest; EventSource; WebTransport; RTCPeerConnection; open; prompt; importScripts; Worker; SharedWorker; close; postMessage; font-src: .*127.*; script-src-elem: .*127/,
  );
  expect([...listener.heard].filter((path) => path.startsWith("/worker"))).toEqual([]);
});
