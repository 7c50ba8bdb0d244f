import type { Operation } from "../../foundation/operations/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { badInput, notFound, problemKind } from "../../foundation/problems/index.ts";
import { PolicyDocument } from "./policy.schema.ts";
import { readPolicy } from "./policy-in-force.ts";
import { type PolicyFault, readyPolicy } from "./ready-policy.ts";
import { checkReturnPolicy, getReturnPolicy, publishReturnPolicy } from "./return-policy.contract.ts";
import { returnTermsOfOrderOperation } from "./terms-of-order.ts";

/** Somebody has published a version since the one that this was made from. */
const policyChanged = problemKind("return-policy-changed", 409);

const boss = { manager: anything, admin: anything };

const getOperation = operation(getReturnPolicy, {
  by: { associate: anything, agent: anything, ...boss, service: anything },
  async run({ tx }, { version }) {
    const found = await readPolicy(tx, version);
    if (!found) throw notFound({ field: "version" });
    return found;
  },
});

const checkOperation = operation(checkReturnPolicy, {
  by: boss,
  run: async (_context, { document }) => ({ faults: [...faultsOf(document)] }),
});

const publishOperation = operation(publishReturnPolicy, {
  by: boss,
  async run({ tx, clock, actor }, { document, after }) {
    const faults = faultsOf(document);
    if (faults.length > 0) throw refused(faults);
    const { version = 0 } = (await readPolicy(tx)) ?? {};
    if (version !== after) throw policyChanged({ version });
    const row = {
      ...{ version: version + 1, published_at: clock.now(), published_by: actor.id },
      document: JSON.stringify(PolicyDocument.encode(document)),
    };
    // Of two who publish at once one finds its number taken.
    const { numInsertedOrUpdatedRows } = await tx.db
      .insertInto("return_policies")
      .values(row)
      .onConflict((conflict) => conflict.column("version").doNothing())
      .executeTakeFirstOrThrow();
    if (!numInsertedOrUpdatedRows) throw policyChanged({ version: row.version });
    return { version: row.version, document, publishedAt: row.published_at, publishedBy: row.published_by };
  },
});

function faultsOf(document: PolicyDocument): readonly PolicyFault[] {
  const ready = readyPolicy(document);
  return "faults" in ready ? ready.faults : [];
}

function refused(faults: readonly PolicyFault[]) {
  const fields = faults.map(({ path, message }) => ({ field: `document/${path}`, message }));
  const [first] = fields;
  return badInput({ field: first?.field ?? "document", reason: first?.message ?? "" }, { fields });
}

export const returnPolicyOperations: readonly Operation[] = [
  getOperation,
  checkOperation,
  publishOperation,
  returnTermsOfOrderOperation,
];
