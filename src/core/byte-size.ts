const units = ["bytes", "kB", "MB", "GB", "TB"];

/** `340 kB`, `2.1 MB`, `14 GB`: two digits. */
export function describeBytes(bytes: number): string {
  let [value, unit] = [bytes, 0];
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  const shown = value < 9.95 && unit > 0 ? value.toFixed(1) : Math.round(value).toLocaleString("en-GB");
  return `${shown} ${units[unit]}`;
}

/** What a browser lets one page hold beside what it holds already, in bytes, by what it says of the device. */
export function memoryRoom(deviceGigabytes = reportedGigabytes()): number {
  return Math.min(3e9, (deviceGigabytes * 1e9) / 2);
}

/** Firefox and Safari do not say: what a usual computer has, or a usual phone. */
function reportedGigabytes(): number {
  const { deviceMemory, userAgent = "" } = (globalThis.navigator ?? {}) as Partial<Navigator> & {
    deviceMemory?: unknown;
  };
  if (typeof deviceMemory === "number" && deviceMemory > 0) return deviceMemory;
  return /Mobi|Android/.test(userAgent) ? 3 : 6;
}
