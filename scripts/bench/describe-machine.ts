import { readFileSync } from "node:fs";
import { arch, cpus, loadavg, platform, release } from "node:os";
import { launchBrowser } from "./launch-browser.ts";
import type { GraphicsInterface } from "./options.ts";

/** Where and with what was measured. */
export interface Machine {
  readonly system: string;
  readonly processor: string;
  readonly cores: number;
  /** Of the last minute, before anything was measured: what others do on this machine. */
  readonly load: number;
  readonly browser: string;
  /** What WebGL draws with; null without WebGL. */
  readonly renderer: string | null;
  /** The processor draws, there is no GPU or it is not used. */
  readonly software: boolean;
  readonly tfjs: string;
  readonly node: string;
}

const softwareRenderers = /swiftshader|llvmpipe|softpipe|software|basic render|swrast/i;

/** Asks the system, and a browser started as the measured ones are. */
export async function describeMachine(gpu: GraphicsInterface | null): Promise<Machine> {
  const [load = 0] = loadavg();
  const processors = cpus();
  const { browser, renderer } = await askBrowser(gpu);
  return {
    system: `${platform()} ${release()} ${arch()}`,
    processor: processors[0]?.model.trim() || "unknown",
    cores: processors.length,
    load,
    browser,
    renderer,
    software: renderer === null || softwareRenderers.test(renderer),
    tfjs: readVersion("@tensorflow/tfjs"),
    node: process.version,
  };
}

async function askBrowser(gpu: GraphicsInterface | null): Promise<Pick<Machine, "browser" | "renderer">> {
  const launched = await launchBrowser(gpu);
  try {
    const page = await launched.browser.newPage();
    const renderer = await page.evaluate(() => {
      const gl = new OffscreenCanvas(1, 1).getContext("webgl2");
      const details = gl?.getExtension("WEBGL_debug_renderer_info");
      return gl ? String(gl.getParameter(details ? details.UNMASKED_RENDERER_WEBGL : gl.RENDERER)) : null;
    });
    return { browser: `Chromium ${launched.browser.version()}`, renderer };
  } finally {
    await launched.close();
  }
}

function readVersion(name: string): string {
  const text = readFileSync(new URL(`../../node_modules/${name}/package.json`, import.meta.url), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}
