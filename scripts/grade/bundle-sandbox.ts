import { bundleScript } from "./bundle-script.ts";

/** Scripts of the sandbox, by the names of their files; `whole-worker` holds the packages that cells can name. */
export const scriptNames = ["frame", "light-worker", "whole-worker"] as const;
export type ScriptName = (typeof scriptNames)[number];

/** Brings a script, whole: a frame without an origin can load nothing. */
export type SandboxScripts = (name: ScriptName) => Promise<string>;

const folder = "src/homework/grader/sandbox";

/** Bundles the sandbox as the site is bundled, each script once, when it is asked for: few answers name packages. */
export function bundleSandbox(): SandboxScripts {
  const made = new Map<ScriptName, Promise<string>>();
  return (name) => {
    const script = made.get(name) ?? bundleScript(`${folder}/${name}.ts`);
    made.set(name, script);
    return script;
  };
}
