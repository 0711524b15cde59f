import { copies } from "./copies-number.ts";

export default (observations: readonly unknown[]) => copies(observations, 0);
