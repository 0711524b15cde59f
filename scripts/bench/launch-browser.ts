import { chromium, type Browser, type BrowserServer } from "@playwright/test";
import { chromiumArguments, ignoredDefaults } from "../chromium-options.ts";
import { findChromium } from "../find-chromium.ts";
import type { GraphicsInterface } from "./options.ts";

export interface LaunchedBrowser {
  readonly browser: Browser;
  /** Of the first of its processes. */
  readonly processId: number;
  /** Also ends one that does not answer any more. */
  close(): Promise<void>;
}

/** Starts a Chromium of its own: nothing that another engine compiled or cached is in it. */
export async function launchBrowser(gpu: GraphicsInterface | null): Promise<LaunchedBrowser> {
  const server = await chromium.launchServer({
    executablePath: findChromium(),
    args: gpu === null ? [...chromiumArguments] : argumentsForGpu(gpu),
    ignoreDefaultArgs: [...ignoredDefaults],
  });
  const browser = await chromium.connect(server.wsEndpoint());
  return { browser, processId: server.process().pid ?? 0, close: () => close(server) };
}

async function close(server: BrowserServer): Promise<void> {
  await server.kill();
}

const usual: Readonly<Partial<Record<NodeJS.Platform, string>>> = { darwin: "metal", win32: "d3d11" };

/** Headless Chromium that draws on a graphics processor. */
function argumentsForGpu(gpu: GraphicsInterface): string[] {
  const angle = gpu === "default" ? (usual[process.platform] ?? "vulkan") : gpu;
  const shared = chromiumArguments.filter((argument) => !argument.includes("swiftshader"));
  // Without a display there is no surface to draw on, only the textures that are asked for
  const vulkan = angle === "vulkan" ? ["--enable-features=Vulkan", "--disable-vulkan-surface"] : [];
  return [...shared, "--headless=new", "--enable-gpu", `--use-angle=${angle}`, ...vulkan];
}
