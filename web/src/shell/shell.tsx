/** What is around every page: the name, the ways between pages, the edition, light and dark. */
import { computed } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Problem } from "../api/client.js";
import { Boundary } from "../components/boundary.js";
import { LoadingNote, ProblemNote } from "../components/states.js";
import { route } from "../route.js";
import { texts } from "../texts/index.js";
import { AccountLine } from "./account.js";
import { edition } from "./edition.js";
import { JobLine } from "./job-line.js";
import { PAGES, type Page, pageAt } from "./pages.js";
import { ThemeSwitch } from "./theme-switch.js";

const page = computed(() => pageAt(route.value.path));

function EditionLine() {
  const { value } = edition.value;
  if (value === null) return null;
  return (
    <p
      class="edition-line"
      title={`${texts.edition.policy(value.policy)} · ${texts.edition.codebook(value.codebook)}`}
    >
      <strong>{texts.edition.number(value.number)}</strong>
      {!value.published && <span> · {texts.edition.draft}</span>}
      <span class="edition-policy"> · {texts.edition.policy(value.policy)}</span>
    </p>
  );
}

function Bar() {
  return (
    <header class="bar">
      <a class="mark" href="/" aria-label={texts.name}>
        <svg viewBox="0 0 32 32" aria-hidden="true">
          <path d="M3 7h26M9 7v19M16 7v14M23 7v21" />
          <circle cx="9" cy="14" r="3" />
          <circle cx="9" cy="21" r="3" />
          <circle cx="16" cy="15" r="3" />
          <circle cx="23" cy="13" r="3" />
          <circle cx="23" cy="22" r="3" />
        </svg>
        <span>{texts.name}</span>
      </a>
      <nav class="bar-pages" aria-label={texts.pages.label}>
        {PAGES.map(({ name, path }) => (
          <a key={name} href={path} aria-current={page.value?.name === name ? "page" : undefined}>
            {texts.pages[name]}
          </a>
        ))}
      </nav>
      <EditionLine />
      <div class="bar-end">
        <JobLine />
        <AccountLine />
        <ThemeSwitch />
      </div>
    </header>
  );
}

/** Loads the code of a page when it is gone to. */
function Loaded({ page }: { readonly page: Page }) {
  const [shown, setShown] = useState<{ readonly page: Page; readonly Content: ComponentType } | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let left = false;
    setFailed(false);
    page.load().then(
      ({ default: Content }) => !left && setShown({ page, Content }),
      () => !left && setFailed(true),
    );
    return () => {
      left = true;
    };
  }, [page]);
  if (failed) {
    const { title, detail, todo } = texts.problems.unreachable;
    return <ProblemNote problem={new Problem(0, title, detail, todo)} again={() => location.reload()} />;
  }
  if (shown === null || shown.page !== page) return <LoadingNote text={texts.pages.loading} />;
  return <shown.Content />;
}

function Missing() {
  const { title, text, link } = texts.pages.missing;
  return (
    <div class="note note-empty">
      <h1 class="note-title">{title}</h1>
      <p>{text}</p>
      <p>
        <a href="/">{link}</a>
      </p>
    </div>
  );
}

export function Shell() {
  const at = page.value;
  useEffect(() => {
    document.documentElement.dir = texts.dir;
    document.title = at === null ? texts.name : `${texts.pages[at.name]} · ${texts.name}`;
  }, [at]);
  return (
    <>
      <a class="skip" href="#content">
        {texts.skip}
      </a>
      <Bar />
      <main id="content" class="content" tabIndex={-1}>
        <Boundary key={at?.name}>{at === null ? <Missing /> : <Loaded page={at} />}</Boundary>
      </main>
    </>
  );
}
