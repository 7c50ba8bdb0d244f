/**
 * An error that a person or a program can act on, as a problem document (RFC 9457). `type` is stable for ever; the
 * sentences stand in the message catalogues under `problems.<type>.title` and `.detail`, with `params` filled in.
 */
export class Problem extends Error {
  readonly type: string;
  readonly status: number;
  readonly params: Readonly<Record<string, string | number>>;
  /** The offending input fields, as JSON pointers without the leading slash: `lines/0/quantity`. */
  readonly fields: readonly FieldError[];
  /** Seconds after which trying again makes sense (RFC 9110 Retry-After). */
  readonly retryAfter: number | undefined;

  constructor(kind: { type: string; status: number }, details: ProblemDetails = {}) {
    super(`${kind.type} ${JSON.stringify(details.params ?? {})}`);
    this.name = "Problem";
    this.type = kind.type;
    this.status = kind.status;
    this.params = details.params ?? {};
    this.fields = details.fields ?? [];
    this.retryAfter = details.retryAfter;
  }
}

export interface FieldError {
  readonly field: string;
  readonly message: string;
}

interface ProblemDetails {
  readonly params?: Readonly<Record<string, string | number>>;
  readonly fields?: readonly FieldError[];
  readonly retryAfter?: number;
}

export interface ProblemKind {
  readonly type: string;
  readonly status: number;
  (params?: Readonly<Record<string, string | number>>, details?: Omit<ProblemDetails, "params">): Problem;
}

const known = new Map<string, ProblemKind>();

/** Declares a kind of problem once; calling the result makes one to throw. Two kinds with one name refuse to load. */
export function problemKind(type: string, status: number): ProblemKind {
  if (known.has(type)) throw new Error(`problem type declared twice: ${type}`);
  const make = (params: Readonly<Record<string, string | number>> = {}, details: Omit<ProblemDetails, "params"> = {}) =>
    new Problem({ type, status }, { ...details, params });
  const kind = Object.assign(make, { type, status });
  known.set(type, kind);
  return kind;
}

/** Every kind declared by the modules loaded so far: for the catalogue test and the published list. */
export function problemKinds(): readonly ProblemKind[] {
  return [...known.values()];
}

export const badInput = problemKind("bad-input", 400);
export const unauthenticated = problemKind("unauthenticated", 401);
export const forbidden = problemKind("forbidden", 403);
export const idempotencyKeyReused = problemKind("idempotency-key-reused", 409);
export const illegalTransition = problemKind("illegal-transition", 409);
export const tooManyRequests = problemKind("too-many-requests", 429);
