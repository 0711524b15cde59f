/** Whether a cell's text gives the verdict on a claim: `verdict("E-D1", …)`. */
export function callsVerdict(source: string, claimId: string): boolean {
  return new RegExp(`\\bverdict\\(\\s*["'\`]${claimId.replaceAll(/[^\w-]/g, "\\$&")}["'\`]`).test(source);
}
