import { htmlElement } from "../../browser/elements.ts";
import { PartMissing } from "../../core/part-missing.ts";
import { textButton } from "./buttons.ts";

/**
 * Does what a control is there for. Where a part of the site that this needs does not come, the page says so beside the
 * control, with a button that tries the same again, or reloads the page where only that helps.
 * @param control the notice stands behind it
 */
export async function attempt(control: Element, act: () => Promise<void>): Promise<void> {
  const present = control.nextElementSibling;
  const notice = present?.matches(".part-notice") === true ? (present as HTMLElement) : null;
  try {
    await act();
    notice?.remove();
  } catch (error) {
    notice?.remove();
    if (!(error instanceof PartMissing)) throw error;
    control.after(partNotice(error, (said) => void retry(said, control, act)));
  }
}

/** What is missing, with the button that gets it. */
function partNotice({ message, remedy }: PartMissing, tryAgain: (notice: HTMLElement) => void): HTMLElement {
  const notice = htmlElement("p", { class: "part-notice", role: "alert" }, `${message} `);
  const act = remedy === "reload" ? () => location.reload() : () => tryAgain(notice);
  notice.append(textButton("cell-link-button", remedy === "reload" ? "Reload" : "Try again", act));
  return notice;
}

async function retry(notice: HTMLElement, control: Element, act: () => Promise<void>): Promise<void> {
  const hadFocus = notice.contains(document.activeElement);
  notice.replaceChildren("Trying again …");
  await attempt(control, act);
  // Whoever pressed the button is not to be left nowhere.
  const next = control.nextElementSibling?.matches(".part-notice") ? control.nextElementSibling : null;
  if (hadFocus && document.activeElement === document.body)
    (next?.querySelector("button") ?? focusable(control))?.focus();
}

function focusable(control: Element): HTMLElement | null {
  return control instanceof HTMLButtonElement ? control : control.querySelector<HTMLElement>("button");
}
