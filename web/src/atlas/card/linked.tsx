/** The events that an event is tied to, with how: each can be opened. */
import { useEffect, useState } from "preact/hooks";
import type { EventLink } from "../../../../src/model/index.js";
import type { EventAnswer } from "../../api/answers.js";
import { Problem, read } from "../../api/client.js";
import { when } from "../../texts/format.js";
import { texts } from "../../texts/index.js";
import { Glyph } from "../glyph.js";
import { realityOf } from "../realities.js";
import { eventAddress } from "../state.js";

const MOST = 12;

/** Reads the events at the other ends; one that cannot be read stays a bare id. */
function useEvents(ids: readonly string[]): ReadonlyMap<string, EventAnswer> {
  const [events, setEvents] = useState<ReadonlyMap<string, EventAnswer>>(new Map());
  const key = ids.join(" ");
  useEffect(() => {
    const late = new AbortController();
    for (const id of ids)
      read<EventAnswer>(`/api/events/${encodeURIComponent(id)}`, late.signal).then(
        (event) => !late.signal.aborted && setEvents((before) => new Map(before).set(id, event)),
        (error: unknown) => {
          if (!late.signal.aborted && !(error instanceof Problem)) throw error;
        },
      );
    return () => late.abort();
  }, [key]);
  return events;
}

export function Linked({ id, links }: { readonly id: string; readonly links: readonly EventLink[] }) {
  const shown = links.slice(0, MOST);
  const other = ({ from, to }: EventLink) => (from === id ? to : from);
  const events = useEvents([...new Set(shown.map(other))]);
  if (links.length === 0) return null;
  return (
    <section>
      <h3>{texts.event.links}</h3>
      <ul class="links">
        {shown.map((link) => {
          const there = events.get(other(link));
          const [forth, back] = texts.relations[link.relation];
          return (
            <li key={`${link.from} ${link.relation} ${link.to}`}>
              <span class="link-relation">{link.from === id ? forth : back}</span>
              <a href={eventAddress(other(link))}>
                {there !== undefined && (
                  <Glyph type={there.type.value} reality={realityOf(there.actuality.value)} />
                )}
                {there?.label ?? other(link)}
              </a>
              {there !== undefined && (
                <span class="soft">
                  {there.places[0]?.value.name} · {when(there.date.value)}
                </span>
              )}
            </li>
          );
        })}
      </ul>
      {links.length > MOST && <p class="rule">{texts.event.moreLinks(links.length - MOST)}</p>}
    </section>
  );
}
