/** One input field that was refused, as a JSON pointer without the leading slash, and why. */
interface RefusedField {
  readonly field: string;
  readonly message: string;
}

/**
 * A refusal by the server, as its problem document (RFC 9457) says it. `slug` is the stable kind, e.g. `not-found`;
 * `message` is a sentence for the person at the screen; `extra` holds what else the document carries.
 */
export class ApiProblem extends Error {
  override readonly name = "ApiProblem";
  readonly slug: string;
  readonly status: number;
  readonly title: string;
  readonly fields: readonly RefusedField[];
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(status: number, document: unknown) {
    const { type, title, detail, fields, ...extra } = isRecord(document) ? document : {};
    const heading = typeof title === "string" ? title : "";
    super(typeof detail === "string" ? detail : heading);
    this.slug = typeof type === "string" ? (type.split("/").at(-1) ?? "") : "";
    this.status = status;
    this.title = heading;
    this.fields = Array.isArray(fields) ? fields.filter(isRefusedField) : [];
    this.extra = extra;
  }
}

/** Nothing came back: no connection, or the server is starting. */
export class Unreachable extends Error {
  override readonly name = "Unreachable";
}

/** Whether a further try could end differently: the server did not decide. */
export function isWorthRetrying(error: unknown): boolean {
  return !(error instanceof ApiProblem) || error.status >= 500;
}

/** Whether what was asked for is not there: nothing has its identifier, or nothing could have such a one. */
export function isNothingThere(error: unknown): boolean {
  if (!(error instanceof ApiProblem)) return false;
  const { slug, status, fields } = error;
  return (
    status === 404 || (slug === "bad-input" && fields.length > 0 && fields.every(({ field }) => /Id$/.test(field)))
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function isRefusedField(value: unknown): value is RefusedField {
  return isRecord(value) && typeof value.field === "string" && typeof value.message === "string";
}
