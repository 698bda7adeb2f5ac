/** The words that a value rests on, with outlet and day; and those that say otherwise. */
import type { ComponentChildren } from "preact";
import { OutsideLink } from "../../components/outside-link.js";
import { day } from "../../texts/format.js";
import { texts } from "../../texts/index.js";
import { type Said, speaker } from "./evidence.js";

/** Outlet and day, linked to the report where it has an address of the web. */
export function Source({ report }: { readonly report: Said["report"] }) {
  return (
    <span class="source">
      <OutsideLink to={report?.url ?? null}>{report?.outlet ?? texts.event.unnamed}</OutsideLink>
      {", "}
      <time dateTime={report?.published ?? undefined}>
        {report?.published == null ? texts.event.undated : day(report.published)}
      </time>
    </span>
  );
}

/** One claim as its words: “…”, who said so, outlet and day. `what`: the value, where it is not the one above. */
export function Words({ said, what }: { readonly said: Said; readonly what?: ComponentChildren }) {
  const who = speaker(said);
  return (
    <li class="said">
      {what !== undefined && <span class="said-value">{what}</span>}
      {said.claim.quotes.map((quote) => (
        <q class="words" dir="auto" key={`${quote.start}-${quote.end}`}>
          {quote.quote}
        </q>
      ))}
      <span class="said-by">
        {who !== null && (
          <>
            {texts.event.said(who, texts.evidentialities[said.claim.attribution.evidentiality])}
            {" · "}
          </>
        )}
        <Source report={said.report} />
      </span>
    </li>
  );
}

/**
 * A value with its words below it: the first claim at once, the others when asked for, what says otherwise always.
 * `other` writes the value of a claim that says otherwise.
 */
export function Backed({
  says,
  not = [],
  rule,
  other,
}: {
  readonly says: readonly Said[];
  readonly not?: readonly Said[];
  readonly rule?: string;
  readonly other?: (said: Said) => ComponentChildren;
}) {
  const [first, ...rest] = says;
  return (
    <div class="backed">
      {first !== undefined && (
        <ul>
          <Words said={first} />
        </ul>
      )}
      {rest.length > 0 && (
        <details>
          <summary>{texts.event.alsoSaid(rest.length)}</summary>
          <ul>
            {rest.map((said) => (
              <Words key={said.claim.id} said={said} />
            ))}
          </ul>
        </details>
      )}
      {not.length > 0 && (
        <div class="otherwise">
          <p class="otherwise-title">{texts.event.saysNot(not.length)}</p>
          <ul>
            {not.map((said) => (
              <Words key={said.claim.id} said={said} what={other?.(said)} />
            ))}
          </ul>
          {rule !== undefined && (
            <p class="rule">
              {texts.event.rule}: {rule}
            </p>
          )}
        </div>
      )}
    </div>
  );
}
