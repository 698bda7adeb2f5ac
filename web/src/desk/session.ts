/** Who codes, with which codebook, and whether blind: what holds for the whole desk. */
import { computed, effect, signal } from "@preact/signals";
import type { Codebook, EventType } from "../../../src/model/index.js";
import { signWrites } from "../api/client.js";
import type { Account, CodebookAnswer } from "../api/desk-answers.js";
import { load } from "../api/load.js";

export const account = load<Account>(() => "/api/account");
const answer = load<CodebookAnswer>(() => "/api/codebook");

export const codebook = computed(() => answer.value.value);
/** As the gate takes it. */
export const gateBook = computed((): Codebook | null =>
  codebook.value === null
    ? null
    : { id: codebook.value.id, types: new Map(codebook.value.types.map((type) => [type.code, type])) },
);
export const coder = computed(() => account.value.value?.coder ?? null);

effect(() => {
  const who = account.value.value;
  if (who !== null) signWrites(who.csrf);
});

/** The type of a code; null where the codebook lacks it. */
export const typeOf = (code: string): EventType | null => gateBook.value?.types.get(code) ?? null;
export const labelOf = (code: string): string => typeOf(code)?.label ?? code;

const BLIND = "quipu.blind";

function kept(): boolean {
  try {
    return localStorage.getItem(BLIND) !== null;
  } catch {
    return false;
  }
}

/** Whether codings of others are hidden until the own one is in. */
export const blind = signal(kept());

export function setBlind(on: boolean): void {
  blind.value = on;
  try {
    if (on) localStorage.setItem(BLIND, "1");
    else localStorage.removeItem(BLIND);
  } catch {
    // Lasts as long as the page.
  }
}
