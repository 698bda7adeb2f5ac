/** Asks the gazetteer while somebody types: after a pause, once for each name, what comes too late is dropped. */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Problem, read } from "../../api/client.js";
import type { PlaceHit, PlacesAnswer } from "../../api/desk-answers.js";
import type { Draft } from "../draft/draft.js";
import type { Values } from "./forms.js";

/** Milliseconds without a key before the server is asked. */
const PAUSE = 150;

export type Looked = {
  readonly hits: readonly PlaceHit[];
  readonly state: "idle" | "looking" | "ready";
  readonly problem: Problem | null;
};
const NOTHING: Looked = { hits: [], state: "idle", problem: null };

/** Countries that the record already names: places there come first. */
export const countriesOf = (draft: Draft): readonly string[] =>
  [...new Set(draft.events.flatMap(({ places }) => places.flatMap(({ country }) => country ?? [])))].sort();

/** What fits the words; `words` null: nobody looks. */
export function usePlaces(words: string | null, near: readonly string[]): Looked {
  const looked = useSignal(NOTHING);
  const countries = near.join();
  useEffect(() => {
    if (words === null || words.trim() === "") {
      looked.value = NOTHING;
      return;
    }
    const late = new AbortController();
    looked.value = { ...looked.peek(), state: "looking", problem: null };
    const query = new URLSearchParams({ q: words.trim().slice(0, 200), limit: "8" });
    if (countries !== "") query.set("near", countries);
    const timer = setTimeout(() => {
      read<PlacesAnswer>(`/api/places?${query}`, late.signal).then(
        ({ items }) => {
          if (!late.signal.aborted) looked.value = { hits: items, state: "ready", problem: null };
        },
        (error: unknown) => {
          if (late.signal.aborted) return;
          if (!(error instanceof Problem)) throw error;
          looked.value = { hits: [], state: "ready", problem: error };
        },
      );
    }, PAUSE);
    return () => {
      clearTimeout(timer);
      late.abort();
    };
  }, [words, countries]);
  return looked.value;
}

const PARTS = ["country", "admin1", "admin2", "lat", "lon", "geonameId"] as const;

/** What a place of the gazetteer fills into the form. */
export const filledBy = (hit: PlaceHit): Values => ({
  name: hit.name,
  precision: hit.precision,
  ...Object.fromEntries(PARTS.map((key) => [key, hit[key] === null ? "" : String(hit[key])])),
});

/** What is left of a place that is none of the gazetteer: its name and country, no point. */
export const unplaced = (name: string, country: string): Values => ({
  name,
  country,
  admin1: "",
  admin2: "",
  lat: "",
  lon: "",
  geonameId: "",
});
