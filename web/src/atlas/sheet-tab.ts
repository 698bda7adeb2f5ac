/** Which part is in the sheet of a narrow page. */
import { effect, signal } from "@preact/signals";
import { address } from "./state.js";

export const sheetTab = signal<string>("list");

// "With no place known" on the map leads to that panel here too.
effect(() => {
  if (address.value.panel === "unplaced") sheetTab.value = "unplaced";
});
