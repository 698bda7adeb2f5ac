/** Whether the page is as narrow as a phone: then parts stand in another order, not only in another size. */
import { signal } from "@preact/signals";

const query = matchMedia("(max-width: 47.999rem)");

export const narrow = signal(query.matches);
query.addEventListener("change", (event) => {
  narrow.value = event.matches;
});
