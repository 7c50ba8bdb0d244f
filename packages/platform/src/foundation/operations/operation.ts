import type { Locale } from "@aftercare/messages";
import type { z } from "zod";
import type { Actor, Role } from "../actors/index.ts";
import type { Clock } from "../clock/index.ts";
import type { Contract } from "../contracts/index.ts";
import type { Tx } from "../events/index.ts";

/** What an operation is given besides its input. */
export interface Context {
  readonly tx: Tx;
  readonly clock: Clock;
  readonly actor: Actor;
  readonly locale: Locale;
  readonly session: SessionCarrier;
}

/** How a login reaches the caller without standing in any answer: a cookie over HTTP, nothing on the command line. */
export interface SessionCarrier {
  readonly token: string | undefined;
  start(token: string, expiresAt: Date): void;
  end(): void;
}

/** A call among several that run together. */
interface CallTogether<Input = unknown> {
  readonly locale: Locale;
  readonly input: Input;
}

/** Over what a role may call an operation. The name appears in the generated permission matrix. */
export interface Rule<Input = unknown> {
  readonly name: string;
  /** May throw `notFound` where the caller must not learn that the thing exists. */
  allows(context: { readonly tx: Tx; readonly actor: Actor }, input: Input): boolean | Promise<boolean>;
}

export const anything: Rule = { name: "anything", allows: () => true };

/** At most `calls` in any `perSeconds` for what `key` names; counted even when the call fails. */
export interface Limit<Input = unknown> {
  readonly name: string;
  readonly calls: number;
  readonly perSeconds: number;
  key(client: string, input: Input): string;
}

export interface Operation<Input = unknown, Output = unknown> {
  readonly contract: Contract;
  readonly by: Readonly<Partial<Record<Role, Rule<Input>>>>;
  readonly limits: readonly Limit<Input>[];
  run(context: Context, input: Input): Promise<Output>;
  /**
   * Does for several calls of one actor, in one transaction, what `run` would do for each. Answers in their order, undefined for a call that
   * has to run alone; when it throws, each runs alone, so that none fails for another.
   */
  runTogether?(
    context: Pick<Context, "tx" | "clock" | "actor">,
    calls: readonly CallTogether<Input>[],
  ): Promise<(Output | undefined)[]>;
}

/**
 * Declares an operation: a contract, who may call it, and a few lines of domain language. The declaration yields its
 * HTTP route, OpenAPI entry, command-line form, permission check, idempotency and audit line.
 */
export function operation<In extends z.ZodType, Out extends z.ZodType>(
  contract: Contract<In, Out>,
  declaration: {
    by: Readonly<Partial<Record<Role, Rule<z.output<In>>>>>;
    limits?: readonly Limit<z.output<In>>[];
    run(context: Context, input: z.output<In>): Promise<z.output<Out>>;
    runTogether?: Operation<z.output<In>, z.output<Out>>["runTogether"];
  },
): Operation<z.output<In>, z.output<Out>> {
  return {
    contract: contract as unknown as Contract,
    by: declaration.by,
    limits: declaration.limits ?? [],
    run: declaration.run,
    ...(declaration.runTogether && { runTogether: declaration.runTogether }),
  };
}
