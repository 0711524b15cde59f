import { caps, type Answer } from "./submission.ts";

const png = /^data:image\/png;base64,[A-Za-z0-9+/]+={0,2}$/;

/** Answers without the pictures that are none, or too large: a picture is a claim, and shown only. */
export function keepPictures(answers: readonly Answer[], flags: string[]): Answer[] {
  return answers.map((answer) => {
    const { plotPng, ...lastRun } = answer.lastRun ?? { status: "" };
    if (plotPng === undefined || isPicture(plotPng)) return answer;
    flags.push(`The picture of "${answer.id}" is none, or too large, and was left out.`);
    return { ...answer, lastRun };
  });
}

function isPicture(address: string): boolean {
  return address.length <= (caps.plotBytes * 4) / 3 + 40 && png.test(address);
}
