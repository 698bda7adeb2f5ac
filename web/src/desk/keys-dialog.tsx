/** The page that `?` opens: every key and what it does. */
import { texts } from "../texts/index.js";
import { CODING_FIELDS, FIELDS } from "./draft/action.js";
import { FIELD_KEYS } from "./keys.js";
import { setSingleKeys, singleKeys } from "./use-keys.js";

const t = texts.desk;
const d = t.does;

type Row = readonly [keys: string, does: string];
const GROUPS: ReadonlyArray<readonly [title: string, rows: readonly Row[]]> = [
  [
    t.keys.groups.coding,
    [
      ["j k", d.value],
      ["J K", d.event],
      ["Enter", d.edit],
      ["c", d.check],
      ["a", d.accept],
      ["0", d.nothing],
      ["x", d.reject],
      ["Delete", d.drop],
      ["u", d.unite],
      ["s", d.split],
      ["f", d.free],
      ["h", d.history],
      ["=", d.compare],
      ["Ctrl+Z", d.undo],
      ["Ctrl+Y", d.redo],
      ["[ ]", d.report],
    ],
  ],
  [t.keys.groups.fields, FIELDS.map((field): Row => [FIELD_KEYS[field], d.field[field]])],
  [t.keys.groups.beside, CODING_FIELDS.map((field): Row => [FIELD_KEYS[field], d.field[field]])],
  [
    t.keys.groups.words,
    [
      ["i", d.walk],
      ["/", d.find],
      ["e", d.add],
      ["r", d.reword],
    ],
  ],
  [
    t.keys.groups.forms,
    [
      ["Enter", d.form.next],
      ["Ctrl+Enter", d.form.keep],
      ["Esc", d.form.leave],
      ["↓ ↑", d.form.choose],
    ],
  ],
  [
    t.keys.groups.queue,
    [
      ["j k", d.move],
      ["PgDn PgUp Home End", d.jump],
      ["Enter", d.open],
      ["/", d.filter],
      ["=", d.compare],
    ],
  ],
  [
    t.keys.groups.merge,
    [
      ["1 … 6 0", d.judge],
      ["j k", d.skip],
      ["w", d.why],
      ["d", d.pairState],
      ["[ ]", d.openSide],
    ],
  ],
  [
    t.keys.groups.adjudicate,
    [
      ["j k", d.dispute],
      ["1 ←", d.left],
      ["2 →", d.right],
      ["3", d.own],
      ["a", d.accept],
    ],
  ],
  [
    t.keys.groups.everywhere,
    [
      ["?", d.keys],
      ["Esc", d.back],
      ["b", d.blind],
      ["1 2 3", d.part],
    ],
  ],
];

export function KeysDialog({ dialog }: { readonly dialog: { current: HTMLDialogElement | null } }) {
  return (
    <dialog
      class="keys"
      aria-labelledby="keys-title"
      ref={(element) => {
        dialog.current = element;
      }}
    >
      <header class="keys-head">
        <h2 id="keys-title">{t.keys.title}</h2>
        <button type="button" class="button" onClick={() => dialog.current?.close()}>
          {t.keys.close}
        </button>
      </header>
      <div class="keys-groups">
        {GROUPS.map(([title, rows]) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>
              {rows.map(([keys, does]) => (
                <div key={does}>
                  <dt>{keys.split(" ").map((key) => (key === "…" ? key : <kbd key={key}>{key}</kbd>))}</dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <label class="choice">
        <input
          type="checkbox"
          checked={singleKeys.value}
          onChange={(event) => setSingleKeys(event.currentTarget.checked)}
        />
        <span>
          {t.keys.single}. <span class="soft">{t.keys.singleNote}</span>
        </span>
      </label>
    </dialog>
  );
}
