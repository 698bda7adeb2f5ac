/** Handlers that write: a report, a coding that passes the gate, a judgement, an edition. Nothing else writes. */
import type { z } from "zod";
import { accept } from "../../model/accept.js";
import type { Coding } from "../../model/coding.js";
import { codingId, judgementId } from "../../model/identity.js";
import { type Judgement, saysTheSame } from "../../model/judgement.js";
import type { NewRecord } from "../../store/store.js";
import { answering } from "../make-edition.js";
import type { codingBody, editionBody, judgementBody, reportBody } from "./desk-answers.js";
import { parseMention } from "./mention.js";
import { Problem } from "./problem.js";
import type { Answer, Call, Caller, Services } from "./services.js";

/** How the log names somebody who is signed in. */
export const authorOf = ({ name }: Pick<Caller, "name">) => `human:${name}`;

/** Appends one record, starts the job that brings the edition up to date, and says what was kept. */
async function keep(record: NewRecord, services: Services): Promise<Answer> {
  const [added] = await services.store.add([record]);
  const { id, position, known, differs } = added!;
  // Codings and judgements are named by what they say: only the order of their lists can differ.
  if (differs && record.kind === "report")
    throw new Problem(
      "conflict",
      `The id "${id}" is taken: what stands in the log under it says something else.`,
      "Leave the id out, or give another.",
    );
  const job = known ? null : services.jobs.ensure("refresh", services.refresh).id;
  return Response.json({ id, added: !known, position, job }, { status: known ? 200 : 201 });
}

export async function addReport({
  body,
  caller,
  services,
}: Call<unknown, z.infer<typeof reportBody>>): Promise<Answer> {
  if (body.replaces != null && (await services.store.get("report", body.replaces)) === null)
    throw new Problem(
      "bad-request",
      `There is no report "${body.replaces}" that this one could replace.`,
      "Leave `replaces` out, or name a report of GET /api/reports.",
    );
  const report = await services.complete(body);
  return keep({ kind: "report", record: report, author: authorOf(caller) }, services);
}

export async function addCoding({
  body,
  caller,
  services,
}: Call<unknown, z.infer<typeof codingBody>>): Promise<Answer> {
  const author = authorOf(caller);
  if (body.coder !== undefined && body.coder !== author)
    throw new Problem(
      "not-allowed",
      `The coding says that it is by "${body.coder}", but you are "${author}". Nobody codes in another's name.`,
      "Leave `coder` out.",
    );
  const report = await services.store.report(body.report.id);
  if (report === null)
    throw new Problem(
      "not-found",
      `There is no report "${body.report.id}", so its words cannot be checked.`,
      "POST /api/reports first.",
    );
  const { answers: _, ...said } = body;
  const coding = { ...said, coder: author } as unknown as Coding;
  const findings = accept(coding, report, services.codebook);
  await services.ledger.catchUp();
  for (const id of coding.seen)
    if (services.ledger.codings.get(id)?.report !== report.id)
      findings.push({
        code: "seen.unknown",
        message: `seen: there is no coding "${id.slice(0, 80)}" of this report. Whoever reads the coding later must be able to look it up. List ids of GET /api/reports/{id}/codings.`,
        place: null,
      });
  if (findings.length > 0)
    throw new Problem(
      "refused",
      `The gate has ${findings.length === 1 ? "a finding" : `${findings.length} findings`}: ${findings[0]!.message}`,
      "Correct what the findings name and send it again; nothing was kept.",
      { findings },
    );
  return keep({ kind: "coding", record: await inItsPlace(coding, services), author }, services);
}

/**
 * Who codes one thing, then another, then the first again word for word means the first: it is written anew, and says whose
 * place it takes. What the coder said last is not written twice.
 */
async function inItsPlace(coding: Coding, { ledger, store }: Services): Promise<Coding> {
  const own = ledger.reports.get(coding.report.id)?.codings.filter(({ coder }) => coder === coding.coder);
  const last = own?.at(-1);
  const id = codingId(coding);
  if (last === undefined || last.id === id) return coding;
  const entry = await store.get("coding", last.id);
  if (entry?.record.answers !== undefined) {
    const { answers: _, ...said } = entry.record;
    if (codingId(said) === id) return entry.record;
  }
  return ledger.codings.has(id) ? { ...coding, answers: last.id } : coding;
}

export async function addJudgement({
  body,
  caller,
  services,
}: Call<unknown, z.infer<typeof judgementBody>>): Promise<Answer> {
  const author = authorOf(caller);
  const [a, b] = body.mentions.map((mention) => mention) as [string, string];
  if (a === b) throw new Problem("bad-request", "Both mentions are the same one.", "Name two.");
  await services.ledger.catchUp();
  for (const mention of [a, b]) {
    const at = parseMention(mention);
    if (at === null)
      throw new Problem("bad-request", `"${mention.slice(0, 80)}" is no mention.`, "Write REPORT:START-END.");
    if (!services.ledger.codingOfMention.has(mention))
      throw new Problem(
        "not-found",
        `Nobody has coded an event at "${mention.slice(0, 80)}".`,
        "GET /api/judgements and GET /api/events/{id} give the ids of mentions.",
      );
  }
  const mentions: Judgement["mentions"] = a < b ? [a, b] : [b, a];
  const { relation, reasons, from } = body;
  const isDirected = relation === "part_of" || relation === "realises";
  if (from !== undefined && (!isDirected || (from !== a && from !== b)))
    throw new Problem(
      "bad-request",
      "`from` is the mention that is the part (part_of), or that tells what came about (realises): one of the two.",
      "Leave it out for other relations, or where you do not know.",
    );
  const content = { coder: author, mentions, relation, reasons, ...(from === undefined ? {} : { from }) };
  // Who goes back to what he said before says it anew: else the store would take it for known, and what came between would stand.
  const own = services.ledger.pairs
    .get(mentions.join(" "))
    ?.filter(({ judgement }) => judgement.coder === author);
  const before = own?.at(-1)?.judgement;
  const record: Judgement =
    before === undefined
      ? { id: judgementId(content), ...content }
      : saysTheSame(before, content)
        ? before
        : answering(content, before);
  return keep({ kind: "judgement", record, author }, services);
}

export async function addEdition({
  body,
  caller,
  services,
}: Call<unknown, z.infer<typeof editionBody>>): Promise<Answer> {
  const { policy = null } = body;
  if (policy !== null && !services.policies.includes(policy))
    throw new Problem(
      "bad-request",
      `There is no policy "${policy.slice(0, 80)}".`,
      `Choose one of ${services.policies.join(", ")}.`,
    );
  const job = services.jobs.start("edition", services.publish(policy, authorOf(caller)));
  return Response.json(job, { status: 202, headers: { location: `/api/jobs/${job.id}` } });
}
