/** Errors of the API: one shape (RFC 9457), with what to do about it. */
import { z } from "zod";
import { name } from "./values.js";

export const problemSchema = name(
  "Problem",
  "What went wrong, why, and what to do (RFC 9457).",
  z.object({
    type: z.string().describe("Address of the explanation"),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe("What was wrong here, and why"),
    todo: z.string().describe("What to do about it"),
    findings: z.array(z.looseObject({})).optional().describe("One by one, where there are several"),
  }),
);

/** Kinds of trouble, with the status and title of each. docs/http-api.md explains them under the same names. */
export const PROBLEMS = Object.freeze({
  "bad-request": { status: 400, title: "The request cannot be understood" },
  "not-signed-in": { status: 401, title: "Nobody is signed in" },
  "not-allowed": { status: 403, title: "This account may not do that" },
  "cross-site": { status: 403, title: "The request comes from another site" },
  "not-found": { status: 404, title: "There is no such thing" },
  "wrong-method": { status: 405, title: "This address cannot be used that way" },
  "not-acceptable": { status: 406, title: "There is no such form" },
  conflict: { status: 409, title: "It contradicts what is there" },
  withdrawn: { status: 410, title: "It was withdrawn" },
  "too-large": { status: 413, title: "The request is too large" },
  "wrong-media-type": { status: 415, title: "The body has another form than is read here" },
  "wrong-host": { status: 421, title: "The request is for another host" },
  refused: { status: 422, title: "The gate has findings" },
  "too-many": { status: 429, title: "Too many requests" },
  failed: { status: 500, title: "The server failed" },
  "not-ready": { status: 503, title: "The server is not ready" },
} as const);
export type ProblemKind = keyof typeof PROBLEMS;

export type ProblemBody = z.infer<typeof problemSchema>;

/** Ends a request. The detail says what and why, `todo` what to do; `headers` go out with the answer. */
export class Problem extends Error {
  constructor(
    readonly kind: ProblemKind,
    readonly detail: string,
    readonly todo: string,
    readonly more: {
      readonly findings?: readonly Readonly<Record<string, unknown>>[];
      readonly headers?: Readonly<Record<string, string>>;
    } = {},
  ) {
    super(`${detail} ${todo}`);
  }

  body(): ProblemBody {
    const { status, title } = PROBLEMS[this.kind];
    const { findings } = this.more;
    return {
      type: `/problems/${this.kind}`,
      title,
      status,
      detail: this.detail,
      todo: this.todo,
      ...(findings === undefined ? {} : { findings: findings.map((finding) => ({ ...finding })) }),
    };
  }

  response(): Response {
    return new Response(JSON.stringify(this.body()), {
      status: PROBLEMS[this.kind].status,
      headers: {
        "content-type": "application/problem+json; charset=utf-8",
        "cache-control": "no-store",
        ...this.more.headers,
      },
    });
  }
}
