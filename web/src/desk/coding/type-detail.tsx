/** A type of the codebook while it is chosen: its mark and name, what counts, examples and counter-examples. */
import type { Example } from "../../../../src/model/index.js";
import { Glyph } from "../../atlas/glyph.js";
import { texts } from "../../texts/index.js";
import { labelOf, typeOf } from "../session.js";
import type { Option } from "./forms.js";

const t = texts.desk.coding;

export function TypeOption({ option }: { readonly option: Option }) {
  return (
    <>
      <Glyph type={option.value} />
      <span>{option.label}</span>
      <code>{option.value}</code>
    </>
  );
}

function ExampleLine({ example, counter }: { readonly example: Example; readonly counter: boolean }) {
  const { text, start, end, instead, lang } = example;
  return (
    <li class={counter ? "example is-counter" : "example"}>
      <span lang={lang} dir="auto" class="words">
        {text.slice(0, start)}
        <strong>{text.slice(start, end)}</strong>
        {text.slice(end)}
      </span>
      {counter && <span class="soft"> {t.instead(instead === null ? t.noEvent : labelOf(instead))}</span>}
    </li>
  );
}

export function TypeDetail({ code }: { readonly code: string }) {
  const type = typeOf(code);
  if (type === null) return null;
  return (
    <>
      <p class="type-definition">{type.definition}</p>
      {type.include !== "" && (
        <p>
          <strong>{t.include}:</strong> {type.include}
        </p>
      )}
      {type.exclude !== "" && (
        <p>
          <strong>{t.exclude}:</strong> {type.exclude}
        </p>
      )}
      <ul class="examples">
        {type.examples.slice(0, 2).map((example) => (
          <ExampleLine key={example.text} example={example} counter={false} />
        ))}
        {type.counterExamples.slice(0, 2).map((example) => (
          <ExampleLine key={example.text} example={example} counter />
        ))}
      </ul>
    </>
  );
}
