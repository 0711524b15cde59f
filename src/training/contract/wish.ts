/** What the page wishes: "stop" keeps what there is, "cancel" throws it away, "pause" rests until it wishes otherwise. */
export type Wish = "go on" | "pause" | "stop" | "cancel";
