import { fileURLToPath } from "node:url";
import { build, type Rollup } from "vite";

/** Scripts of the sandbox, each one whole: a frame without an origin can load nothing. */
export interface SandboxScripts {
  readonly frame: string;
  readonly light: string;
  /** With the packages that cells can name. */
  readonly whole: string;
}

const folder = "src/homework/grader/sandbox";

/** Bundles the sandbox as the site is bundled. */
export async function bundleSandbox(): Promise<SandboxScripts> {
  const frame = await bundleScript("frame.ts");
  const light = await bundleScript("light-worker.ts");
  return { frame, light, whole: await bundleScript("whole-worker.ts") };
}

async function bundleScript(name: string): Promise<string> {
  const root = fileURLToPath(new URL("../../", import.meta.url));
  const result = (await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: "error",
    build: {
      write: false,
      modulePreload: false,
      target: "es2022",
      chunkSizeWarningLimit: 4000,
      rollupOptions: { input: `${root}${folder}/${name}`, output: { format: "iife" } },
    },
  })) as Rollup.RollupOutput;
  const [chunk] = result.output;
  return chunk.code;
}
