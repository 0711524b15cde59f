/** `30 November, 14:05`, with the year where it is not this one. */
export function formatMoment(date: string, now = new Date()): string {
  const moment = new Date(date);
  const year = moment.getFullYear() === now.getFullYear() ? {} : ({ year: "numeric" } as const);
  const day = moment.toLocaleDateString("en-GB", { day: "numeric", month: "long", ...year });
  return `${day}, ${moment.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" })}`;
}
