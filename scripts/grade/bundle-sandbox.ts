import { bundleScript } from "./bundle-script.ts";

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
  const frame = await bundleScript(`${folder}/frame.ts`);
  const light = await bundleScript(`${folder}/light-worker.ts`);
  return { frame, light, whole: await bundleScript(`${folder}/whole-worker.ts`) };
}
