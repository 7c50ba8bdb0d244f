import type { Locale } from "@aftercare/messages";
import { operator } from "../actors/index.ts";
import type { Runtime } from "./call.ts";
import { execute } from "./execute.ts";
import type { Operation } from "./operation.ts";

/** Runs an operation as whoever stands at the machine, and answers its output in wire form. */
export async function runAsOperator(
  operation: Operation,
  input: unknown,
  { locale, runtime }: { readonly locale: Locale; readonly runtime: Runtime },
): Promise<unknown> {
  const session = { token: undefined, start: () => {}, end: () => {} };
  return (await execute(operation, { actor: operator, input, locale, client: "local", session }, runtime)).output;
}
