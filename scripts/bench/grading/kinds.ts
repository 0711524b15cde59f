/** How much of a class is what; the rest hands in nothing. */
export const shares = { good: 0.5, partial: 0.2, broken: 0.12, hostile: 0.1, unreadable: 0.05 } as const;

export type Kind = keyof typeof shares | "absent";
