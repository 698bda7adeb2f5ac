/** How far two coders agree, field by field, in plain words. */
import type { AgreementAnswer } from "../../api/desk-answers.js";
import { load } from "../../api/load.js";
import { EmptyNote, Shown } from "../../components/states.js";
import { go } from "../../route.js";
import { number } from "../../texts/format.js";
import { texts } from "../../texts/index.js";
import { addressOf, here } from "../address.js";
import { reading } from "./reading.js";

const t = texts.desk.agreement;

const answer = load<AgreementAnswer>(() => {
  const { place, query } = here.value;
  if (place !== "agreement") return null;
  const [a, b] = [query.get("a"), query.get("b")];
  return a === null || b === null || a === b
    ? "/api/agreement"
    : `/api/agreement?${new URLSearchParams({ a, b })}`;
});

function CoderMenu({ name, value }: { readonly name: "a" | "b"; readonly value: AgreementAnswer }) {
  const { query } = here.value;
  return (
    <label class="field">
      <span>{t[name]}</span>
      <select
        class="input"
        value={query.get(name) ?? ""}
        onChange={(event) =>
          go(
            addressOf("agreement", {
              a: query.get("a"),
              b: query.get("b"),
              [name]: event.currentTarget.value,
            }),
            "replace",
          )
        }
      >
        <option value="">–</option>
        {value.coders.map(({ coder, reports }) => (
          <option key={coder} value={coder}>
            {t.coder(coder, reports)}
          </option>
        ))}
      </select>
    </label>
  );
}

function Bar({ alpha }: { readonly alpha: number | null }) {
  if (alpha === null) return null;
  const width = Math.max(0, Math.min(1, alpha)) * 100;
  return (
    <svg class="alpha-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      <rect class="alpha-room" width="100" height="8" />
      <rect class="alpha-fill" width={width} height="8" />
      <path d="M66.7 0V8M80 0V8" />
    </svg>
  );
}

function Fields({ value }: { readonly value: AgreementAnswer }) {
  const { reports, blind, fields } = value;
  return (
    <>
      <p>
        <strong>{t.both(reports)}.</strong> {t.blind(blind, reports)}
      </p>
      {fields.length > 0 && (
        <table class="agreement-table">
          <caption class="only-read">{t.table}</caption>
          <thead>
            <tr>
              <th scope="col">{t.field}</th>
              <th scope="col" class="is-number">
                {t.units}
              </th>
              <th scope="col" class="is-number">
                {t.alpha}
              </th>
              <th scope="col">
                <span class="only-read">{t.alpha}</span>
              </th>
              <th scope="col">{t.reading}</th>
            </tr>
          </thead>
          <tbody>
            {fields.map(({ field, scale, units, alpha }) => (
              <tr key={field}>
                <th scope="row">
                  {field} <span class="soft">{t.scales[scale] ?? scale}</span>
                </th>
                <td class="is-number">{number(units)}</td>
                <td class="is-number">{alpha === null ? "–" : alpha.toFixed(2)}</td>
                <td>
                  <Bar alpha={alpha} />
                </td>
                <td>{t[reading(alpha, units)]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p class="soft">{t.note}</p>
    </>
  );
}

export function AgreementPage() {
  const { query } = here.value;
  const isChosen = query.get("a") !== null && query.get("b") !== null && query.get("a") !== query.get("b");
  return (
    <div class="agreement">
      <h2>{t.label}</h2>
      <p class="agreement-intro">{t.intro}</p>
      <Shown loaded={answer.value} again={answer.again}>
        {(value) =>
          value.coders.length < 2 ? (
            <EmptyNote title={t.empty.title}>
              <p>{t.empty.text}</p>
            </EmptyNote>
          ) : (
            <>
              <div class="agreement-who">
                <CoderMenu name="a" value={value} />
                <CoderMenu name="b" value={value} />
              </div>
              {isChosen ? <Fields value={value} /> : <p class="soft">{t.choose}</p>}
            </>
          )
        }
      </Shown>
    </div>
  );
}
