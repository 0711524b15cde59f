/** Examples that are scored at a time where the size of a batch changes nothing: with running statistics. */
export const scoredAtATime = 256;
