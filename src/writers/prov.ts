/** `prov`: where every value comes from, as PROV-JSON: reports, codings, claims, events; coders and the policy as agents. */
import type { Edition } from "../model/edition.js";
import { encoded, listed } from "./chunks.js";
import type { Writer } from "./writer.js";

export const provWriter: Writer = {
  id: "prov",
  mediaType: "application/json",
  extension: "prov.json",
  write: (edition) => encoded(document(edition)),
};

const PREFIXES = {
  prov: "http://www.w3.org/ns/prov#",
  dcterms: "http://purl.org/dc/terms/",
  report: "urn:quipu:report:",
  coding: "urn:quipu:coding:",
  claim: "urn:quipu:claim:",
  event: "urn:quipu:event:",
  edition: "urn:quipu:edition:",
  agent: "urn:quipu:agent:",
  quipu: "urn:quipu:",
};

const named = (prefix: keyof typeof PREFIXES, id: string) => `${prefix}:${encodeURIComponent(id)}`;
const member = (key: string, value: unknown) => `${JSON.stringify(key)}:${JSON.stringify(value)}`;

function* document(edition: Edition): Generator<string> {
  yield `{\n${member("prefix", PREFIXES)}`;
  yield* section("entity", entities(edition));
  yield* section("activity", activities(edition));
  yield* section("agent", agents(edition));
  yield* section("used", used(edition));
  yield* section("wasGeneratedBy", generated(edition));
  yield* section("wasDerivedFrom", derived(edition));
  yield* section("wasAssociatedWith", associated(edition));
  yield "\n}\n";
}

function* section(name: string, members: Iterable<string>): Generator<string> {
  yield* listed(`,\n"${name}":{`, members, "}");
}

function* entities({ number, policy, codebook, at, reports, events }: Edition): Generator<string> {
  yield member(named("edition", `${number}`), {
    "prov:type": "quipu:Edition",
    "quipu:policy": policy,
    "quipu:codebook": codebook,
    "quipu:logPosition": at,
  });
  for (const { id, sha256, url, title, outlet, published } of reports)
    yield member(named("report", id), {
      "prov:type": "quipu:Report",
      "quipu:sha256": sha256,
      ...(url === null ? {} : { "prov:atLocation": url }),
      ...(title === null ? {} : { "dcterms:title": title }),
      ...(outlet === null ? {} : { "dcterms:publisher": outlet }),
      ...(published === null ? {} : { "dcterms:issued": published }),
    });
  for (const event of events) {
    yield member(named("event", event.id), {
      "prov:type": "quipu:Event",
      "quipu:eventType": event.type.value,
      "quipu:verification": event.verification,
    });
    for (const { id, field, quotes, attribution } of event.claims)
      yield member(named("claim", id), {
        "prov:type": "quipu:Claim",
        "quipu:field": field,
        "quipu:start": quotes[0].start,
        "quipu:end": quotes[0].end,
        "quipu:saidBy": attribution.voice,
        "quipu:evidentiality": attribution.evidentiality,
      });
  }
}

/** Each coding once, with who made it from which report. */
function* codings({ events }: Edition): Generator<{ coding: string; coder: string; report: string }> {
  const seen = new Set<string>();
  for (const { claims } of events)
    for (const { coding, coder, report } of claims) {
      if (seen.has(coding)) continue;
      seen.add(coding);
      yield { coding, coder, report };
    }
}

function* activities(edition: Edition): Generator<string> {
  yield member("quipu:resolve", { "prov:type": "quipu:ApplyPolicy" });
  for (const { coding } of codings(edition))
    yield member(named("coding", coding), { "prov:type": "quipu:Code" });
}

function* agents(edition: Edition): Generator<string> {
  yield member(named("agent", edition.policy), { "prov:type": "quipu:Policy" });
  const seen = new Set<string>();
  for (const { coder } of codings(edition)) {
    if (seen.has(coder)) continue;
    seen.add(coder);
    const type = coder.startsWith("human:") ? "prov:Person" : "prov:SoftwareAgent";
    yield member(named("agent", coder), { "prov:type": type });
  }
}

function* used(edition: Edition): Generator<string> {
  for (const { coding, report } of codings(edition))
    yield member(`_:u/${encodeURIComponent(coding)}`, {
      "prov:activity": named("coding", coding),
      "prov:entity": named("report", report),
    });
}

function* generated(edition: Edition): Generator<string> {
  for (const event of edition.events) {
    yield member(`_:g/${encodeURIComponent(event.id)}`, {
      "prov:entity": named("event", event.id),
      "prov:activity": "quipu:resolve",
    });
    for (const { id, coding } of event.claims)
      yield member(`_:g/claim/${encodeURIComponent(id)}`, {
        "prov:entity": named("claim", id),
        "prov:activity": named("coding", coding),
      });
  }
}

function* derived(edition: Edition): Generator<string> {
  yield* revisions(edition);
  for (const event of edition.events)
    for (const { id, report } of event.claims) {
      yield member(`_:d/${encodeURIComponent(id)}`, {
        "prov:generatedEntity": named("claim", id),
        "prov:usedEntity": named("report", report),
      });
      yield member(`_:d/event/${encodeURIComponent(id)}`, {
        "prov:generatedEntity": named("event", event.id),
        "prov:usedEntity": named("claim", id),
      });
    }
}

function* associated(edition: Edition): Generator<string> {
  yield member("_:a/resolve", {
    "prov:activity": "quipu:resolve",
    "prov:agent": named("agent", edition.policy),
  });
  for (const { coding, coder } of codings(edition))
    yield member(`_:a/${encodeURIComponent(coding)}`, {
      "prov:activity": named("coding", coding),
      "prov:agent": named("agent", coder),
    });
}

/** Names that were merged or split into others, and the edition before. */
function* revisions({ number, previous, redirects }: Edition): Generator<string> {
  if (previous !== null)
    yield member("_:r/edition", {
      "prov:generatedEntity": named("edition", `${number}`),
      "prov:usedEntity": named("edition", `${previous}`),
      "prov:type": "prov:Revision",
    });
  for (const { from, to } of redirects)
    for (const target of to)
      yield member(`_:r/${encodeURIComponent(from)}/${encodeURIComponent(target)}`, {
        "prov:generatedEntity": named("event", target),
        "prov:usedEntity": named("event", from),
        "prov:type": "prov:Revision",
      });
}
