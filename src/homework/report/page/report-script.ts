import type { QueueData } from "../queue.ts";
import { DraftStore } from "./draft-store.ts";
import { QueueView } from "./queue-view.ts";

const [place, data] = [document.getElementById("queue"), document.getElementById("queue-data")];
if (place && data) {
  const queue = JSON.parse(data.textContent) as QueueData;
  if (queue.items.length === 0) place.textContent = "No answer waits for a person.";
  else {
    const store = new DraftStore(queue);
    new QueueView(store, place);
    addEventListener("beforeunload", (event) => {
      if (store.unsaved() > 0) event.preventDefault();
    });
  }
}
