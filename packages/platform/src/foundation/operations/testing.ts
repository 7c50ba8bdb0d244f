import type { Actor } from "../actors/index.ts";
import type { Runtime } from "./call.ts";
import { execute } from "./execute.ts";
import type { Operation } from "./operation.ts";

/** Calls an operation as a surface would, in English and without a session, and answers the wire form of its output. */
export async function callAs<Input, Output>(
  runtime: Runtime,
  actor: Actor,
  operation: Operation<Input, Output>,
  input: unknown,
  client = "local",
): Promise<unknown> {
  const session = { token: undefined, start: () => {}, end: () => {} };
  const call = { actor, input, locale: "en", client, session } as const;
  return (await execute(operation as Operation, call, runtime)).output;
}
