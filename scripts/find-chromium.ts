import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "@playwright/test";

/** Debian's Chromium without windows: it starts none of its own beside a test's page. */
const withoutWindows = "chromium-headless-shell";
const whole = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const applications = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** Which programs will do: any, or only those that have windows, settings and profiles as a reader's browser has. */
export type ChromiumKind = "any" | "whole";

/**
 * Path of a Chromium for the browser tests and for recording. One that is there is taken; else one is installed where
 * that is possible without a question: from Debian's packages as root, or by Playwright.
 * @throws Error that says what to do by hand
 */
export function findChromium(kind: ChromiumKind = "any"): string {
  const given = process.env["CHROMIUM_PATH"];
  if (given !== undefined && given !== "" && (kind === "any" || !/headless.shell/.test(given))) {
    if (isExecutable(given)) return given;
    throw new Error(`CHROMIUM_PATH: ${given} is no program that can be run. Correct it, or unset it.`);
  }
  const found = findInstalled(kind) ?? installPackage(kind) ?? installWithPlaywright(kind);
  if (found !== null) return found;
  throw new Error(
    "The browser tests: no Chromium was found, and none could be installed. " +
      "Install Chromium or Chrome, or set CHROMIUM_PATH to the program, and run this again.",
  );
}

/** In the order of preference. */
function commandsOf(kind: ChromiumKind): readonly string[] {
  return kind === "whole" ? whole : [withoutWindows, ...whole];
}

function findInstalled(kind: ChromiumKind): string | null {
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  const onPath = commandsOf(kind).flatMap((command) => folders.map((folder) => join(folder, command)));
  return [...onPath, ...applications, chromium.executablePath()].find(isExecutable) ?? null;
}

function installPackage(kind: ChromiumKind): string | null {
  const isRoot = process.getuid?.() === 0;
  if (!isRoot || !existsSync("/usr/bin/apt-get") || !existsSync("/etc/debian_version")) return null;
  const quiet = { DEBIAN_FRONTEND: "noninteractive" };
  // Somebody else may be installing at this moment, another test perhaps.
  const patient = ["-o", "DPkg::Lock::Timeout=600"];
  attempt("apt-get", ["update", "-qq"], quiet);
  for (const name of kind === "whole" ? ["chromium"] : [withoutWindows, "chromium"]) {
    attempt("apt-get", ["install", "-y", "-qq", ...patient, name], quiet);
    const found = findInstalled(kind);
    if (found !== null) return found;
  }
  return null;
}

function installWithPlaywright(kind: ChromiumKind): string | null {
  attempt(process.execPath, ["node_modules/@playwright/test/cli.js", "install", "chromium"]);
  return findInstalled(kind);
}

/** Says what it runs. Whether it helped is for the caller to see. */
function attempt(
  command: string,
  options: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): void {
  process.stderr.write(`No Chromium found; trying: ${command} ${options.join(" ")}\n`);
  spawnSync(command, options, { stdio: ["ignore", "ignore", "inherit"], env: { ...process.env, ...environment } });
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
