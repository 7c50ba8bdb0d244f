import type { Tx } from "../events/index.ts";
import { forbidden } from "../problems/index.ts";
import type { AdmittedCall } from "./call.ts";

/** @throws forbidden (403) where the caller's role may do this, but not to what the input names */
export async function requireOwnership(tx: Tx, { operation, call: { actor }, input }: AdmittedCall): Promise<void> {
  if (!(await operation.by[actor.role]?.allows({ tx, actor }, input)))
    throw forbidden({ operation: operation.contract.name, role: actor.role });
}
