import { chromium, type BrowserServer } from "@playwright/test";
import { chromiumArguments } from "../chromium-options.ts";
import { findChromium } from "../find-chromium.ts";
import { wrapProgram, type Isolation } from "./isolation.ts";

/**
 * Starts a Chromium for code of strangers.
 * @param megabytes what V8 may take for one page
 */
export async function launchBrowser(megabytes: number, { command }: Isolation): Promise<BrowserServer> {
  const { path, remove } = wrapProgram(command, findChromium());
  try {
    return await chromium.launchServer({
      executablePath: path,
      args: [
        ...chromiumArguments,
        "--webrtc-ip-handling-policy=disable_non_proxied_udp",
        // No name has an address, and no address is one: of what only looks names up no policy knows.
        "--host-resolver-rules=MAP * ~NOTFOUND",
        `--js-flags=--max-old-space-size=${Math.round(megabytes)}`,
      ],
    });
  } finally {
    remove();
  }
}
