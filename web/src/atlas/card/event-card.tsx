/** The card of an event: every value with its words, what speaks against it, where its sources part, and what it is tied to. */

import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Claim } from "../../../../src/model/index.js";
import { nounOf } from "../../../../src/model/title.js";
import type { EventAnswer } from "../../api/answers.js";
import { OutsideLink } from "../../components/outside-link.js";
import { LoadingNote, Shown } from "../../components/states.js";
import { day, percent, when, whereabouts } from "../../texts/format.js";
import { texts } from "../../texts/index.js";
import { DownloadEvent } from "../download.js";
import { placeLine } from "../event-row.js";
import { Glyph } from "../glyph.js";
import { realityOf } from "../realities.js";
import { address, change, event } from "../state.js";
import { type Evidence, evidenceOf, type Said, wordsOf } from "./evidence.js";
import { FigureAxis } from "./figure-axis.js";
import { Linked } from "./linked.js";
import { Backed, Source } from "./words.js";

/** The value of a claim in words, for those that say otherwise. */
function valueText({ claim }: Said): string {
  const write: { readonly [Field in Claim["field"]]?: (claim: Extract<Claim, { field: Field }>) => string } =
    {
      type: ({ value }) => value,
      actuality: ({ value }) => texts.actualities[value],
      scope: ({ value }) => texts.scopes[value],
      date: ({ value }) => when(value),
      place: ({ value }) => whereabouts(value),
      actor: ({ value }) => value.name,
    };
  return (write[claim.field] as ((claim: Claim) => string) | undefined)?.(claim) ?? "";
}

function Head({ shown }: { readonly shown: EventAnswer }) {
  const reality = realityOf(shown.actuality.value);
  const place = shown.places.find(({ value }) => value.role === "site") ?? shown.places[0];
  const [mention] = shown.mentions;
  const report = shown.reports.find(({ id }) => id === mention?.report) ?? null;
  return (
    <header class="card-head">
      <p class="card-kind">
        <Glyph type={shown.type.value} reality={reality} />
        {(texts.families as Readonly<Record<string, string>>)[shown.type.value.slice(0, 3)]}
        <span class="card-code">{shown.type.value}</span>
        <span class={`tag tag-${reality}`}>{texts.actualities[shown.actuality.value]}</span>
      </p>
      <h2 tabIndex={-1} id="card-title">
        {nounOf(shown.type.value, mention?.span.quote ?? "")}
      </h2>
      <p class="card-where">
        {placeLine(place?.value ?? null)}
        {" · "}
        <time dateTime={shown.date.value.edtf}>{when(shown.date.value)}</time>
      </p>
      {mention !== undefined && (
        <blockquote class="card-quote">
          <p>
            <q class="words" dir="auto">
              {wordsOf(shown.claims, mention.report, mention.span).map(
                ({ text, start, gap, isTrigger }, at) => (
                  <span key={start}>
                    {at > 0 && (gap ? <span class="gap"> … </span> : " ")}
                    {isTrigger ? <mark>{text}</mark> : text}
                  </span>
                ),
              )}
            </q>
          </p>
          <footer>
            {report?.title != null && <span class="card-title-of">{report.title} · </span>}
            <OutsideLink to={report?.url ?? null}>{report?.outlet ?? texts.event.unnamed}</OutsideLink>
            {report?.published != null && `, ${day(report.published)}`}
          </footer>
        </blockquote>
      )}
      <p class="card-facts">
        {[
          texts.count.reports(shown.reports.length),
          texts.count.origins(shown.origins),
          texts.event.confidence(percent(shown.confidence)),
          texts.verifications[shown.verification],
        ].join(" · ")}
      </p>
    </header>
  );
}

/** Where, when and what: fields that have one value. */
function Settled({ shown, evidence }: { readonly shown: EventAnswer; readonly evidence: Evidence }) {
  const one = (settled: { for: readonly string[]; against: readonly string[]; rule: string }) => (
    <Backed
      says={evidence(settled.for)}
      not={evidence(settled.against)}
      rule={settled.rule}
      other={valueText}
    />
  );
  const { date } = shown;
  return (
    <>
      {shown.places.map((place) => (
        <section key={`${place.value.role} ${place.value.name}`}>
          <h3>{texts.event.where}</h3>
          <p class="value">
            {whereabouts(place.value)}
            <span class="soft">
              {texts.event.precision(texts.precisions[place.value.precision])}
              {place.value.role === "site" ? "" : ` · ${texts.placeRoles[place.value.role]}`}
            </span>
          </p>
          {one(place)}
        </section>
      ))}
      <section>
        <h3>{texts.event.when}</h3>
        <p class="value">
          {when(date.value)}
          <span class="soft">{texts.event.precision(texts.when.precision[date.value.precision])}</span>
        </p>
        {date.value.quote === null ? <p class="soft">{texts.event.noQuote}</p> : one(date)}
      </section>
      <section>
        <h3>{texts.event.type}</h3>
        <p class="value">{shown.label}</p>
        {one(shown.type)}
      </section>
      <section>
        <h3>{texts.event.actuality}</h3>
        <p class="value">
          {texts.actualities[shown.actuality.value]}
          <span class="soft">{texts.scopes[shown.scope.value]}</span>
        </p>
        {one(shown.actuality)}
      </section>
    </>
  );
}

function Actors({ shown, evidence }: { readonly shown: EventAnswer; readonly evidence: Evidence }) {
  if (shown.actors.length === 0) return null;
  return (
    <section>
      <h3>{texts.event.actors}</h3>
      <ul class="values">
        {shown.actors.map((actor) => (
          <li key={`${actor.value.role} ${actor.value.name}`}>
            <p class="value">
              {actor.value.name}
              <span class="soft">
                {texts.roles[actor.value.role]} · {texts.categories[actor.value.category]}
              </span>
            </p>
            <Backed
              says={evidence(actor.for)}
              not={evidence(actor.against)}
              rule={actor.rule}
              other={valueText}
            />
          </li>
        ))}
      </ul>
      <p class="rule">{texts.event.privacy}</p>
    </section>
  );
}

/** Demands, means and disputed words: short values, each with its words. */
function Further({ shown, evidence }: { readonly shown: EventAnswer; readonly evidence: Evidence }) {
  const groups = [
    {
      title: texts.event.demands,
      note: null,
      values: shown.demands.map((s) => ({
        text: texts.event.demandOf(
          s.value.issue,
          s.value.claimant?.quote ?? null,
          s.value.addressee?.quote ?? null,
        ),
        settled: s,
      })),
    },
    {
      title: texts.event.means,
      note: null,
      values: shown.means.map((s) => ({ text: texts.means[s.value.means], settled: s })),
    },
    {
      title: texts.event.labels,
      note: texts.event.labelsNote,
      values: shown.labels.map((s) => ({ text: `“${s.value.label}” – ${s.value.speaker}`, settled: s })),
    },
  ];
  return (
    <>
      {groups
        .filter(({ values }) => values.length > 0)
        .map(({ title, note, values }) => (
          <section key={title}>
            <h3>{title}</h3>
            <ul class="values">
              {values.map(({ text, settled }) => (
                <li key={text}>
                  <p class="value">{text}</p>
                  <Backed says={evidence(settled.for)} not={evidence(settled.against)} rule={settled.rule} />
                </li>
              ))}
            </ul>
            {note !== null && <p class="rule">{note}</p>}
          </section>
        ))}
    </>
  );
}

function Reports({ shown, evidence }: { readonly shown: EventAnswer; readonly evidence: Evidence }) {
  const firstOf = (report: string) =>
    evidence(shown.claims.filter((claim) => claim.report === report).map(({ id }) => id))[0];
  return (
    <section>
      <h3>{texts.event.reports}</h3>
      <ul class="values">
        {shown.reports.map((report) => {
          const said = firstOf(report.id);
          return (
            <li key={report.id}>
              <p class="value value-words">
                <OutsideLink to={report.url}>{report.title ?? report.id}</OutsideLink>
              </p>
              {said !== undefined && (
                <p class="said-by">
                  <Source report={said.report} />
                  {report.origin !== report.id && ` · ${texts.event.copyOf}`}
                </p>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** The most of other reports that are shown. */
const MOST_OTHERS = 12;

/** Reports of the same story that do not tell the event. */
function Others({ stories }: Pick<EventAnswer, "stories">) {
  const others = [...new Map(stories.flatMap(({ reports }) => reports).map((one) => [one.id, one])).values()];
  if (others.length === 0) return null;
  return (
    <section>
      <h3>{texts.event.others}</h3>
      <ul class="values">
        {others.slice(0, MOST_OTHERS).map((report) => (
          <li key={report.id}>
            <p class="value value-words">
              <OutsideLink to={report.url}>{report.title ?? report.id}</OutsideLink>
            </p>
            <p class="said-by">
              <Source report={report} />
            </p>
          </li>
        ))}
      </ul>
      <p class="rule">
        {others.length > MOST_OTHERS && `${texts.event.moreLinks(others.length - MOST_OTHERS)}. `}
        {texts.event.othersNote}
      </p>
    </section>
  );
}

function Tools({ id }: { readonly id: string }) {
  const copied = useSignal(false);
  return (
    <div class="card-tools">
      <button
        type="button"
        class="button button-quiet"
        onClick={() => {
          void navigator.clipboard?.writeText(location.href).then(() => {
            copied.value = true;
          });
        }}
      >
        {copied.value ? texts.event.copied : texts.event.copyLink}
      </button>
      <DownloadEvent id={id} />
    </div>
  );
}

function Card({ shown }: { readonly shown: EventAnswer }) {
  const evidence = evidenceOf(shown);
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    // Whoever opened it reads on here; the address in the bar says which it is.
    box.current?.querySelector<HTMLElement>("#card-title")?.focus({ preventScroll: true });
    box.current?.parentElement?.scrollTo?.({ top: 0 });
  }, [shown.id]);
  return (
    <article class="card" ref={box} aria-labelledby="card-title">
      <Head shown={shown} />
      {shown.figures.length > 0 && (
        <section>
          <h3>{texts.event.figures}</h3>
          {shown.figures.map((figure) => (
            <FigureAxis
              key={`${figure.kind} ${figure.group} ${figure.stock}`}
              figure={figure}
              evidence={evidence}
            />
          ))}
        </section>
      )}
      <Settled shown={shown} evidence={evidence} />
      <Actors shown={shown} evidence={evidence} />
      <Further shown={shown} evidence={evidence} />
      <Linked id={shown.id} links={shown.links} />
      <Reports shown={shown} evidence={evidence} />
      <Others stories={shown.stories} />
    </article>
  );
}

export function EventCard() {
  return (
    <section class="card-panel" aria-label={texts.event.label}>
      <div class="card-bar">
        <button type="button" class="button button-quiet" onClick={() => change({ event: null })}>
          <span aria-hidden="true">×</span> {texts.close}
        </button>
        {address.value.event !== null && <Tools key={address.value.event} id={address.value.event} />}
      </div>
      <div class="card-scroll">
        <Shown loaded={event.value} again={event.again} waiting={<LoadingNote text={texts.event.loading} />}>
          {(shown) =>
            shown.id === address.value.event || event.value.state === "ready" ? <Card shown={shown} /> : null
          }
        </Shown>
      </div>
    </section>
  );
}
