import type { Locale } from "@aftercare/messages";
import type { Actor } from "../actors/index.ts";
import type { Clock } from "../clock/index.ts";
import type { UnitOfWork } from "../events/index.ts";
import type { Operation, SessionCarrier } from "./operation.ts";

export interface Runtime {
  readonly work: UnitOfWork;
  readonly clock: Clock;
}

export interface Call {
  readonly actor: Actor;
  /** The wire form, not yet validated. */
  readonly input: unknown;
  readonly locale: Locale;
  /** Where the call comes from, for rate limits: an address or `local`. */
  readonly client: string;
  readonly idempotencyKey?: string | undefined;
  readonly session: SessionCarrier;
}

/** A call that its role may make, with input that was read. */
export interface AdmittedCall extends Runtime {
  readonly operation: Operation;
  readonly call: Call;
  readonly input: unknown;
}

export interface CallResult {
  /** The wire form of the output. */
  readonly output: unknown;
  /** True when this is the answer that an earlier call with the same key was given. */
  readonly replayed: boolean;
}
