import { nameOfActor } from "../../foundation/auth/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import type { Operation } from "../../foundation/operations/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { badInput, notFound, problemKind } from "../../foundation/problems/index.ts";
import { draftOperations, endPublishedDraft } from "./draft.ts";
import { PolicyDocument } from "./policy.schema.ts";
import { type PolicyVersion, readPolicy } from "./policy-in-force.ts";
import { faultsOf, type PolicyFault } from "./ready-policy.ts";
import {
  checkReturnPolicy,
  getReturnPolicy,
  listReturnPolicies,
  publishReturnPolicy,
} from "./return-policy.contract.ts";
import { returnTermsOfOrderOperation } from "./terms-of-order.ts";
import { tryReturnPolicyOperation } from "./try-policy.ts";

/** Somebody has published a version since the one that this was made from. */
const policyChanged = problemKind("return-policy-changed", 409);

const boss = { manager: anything, admin: anything };

const getOperation = operation(getReturnPolicy, {
  by: { associate: anything, agent: anything, ...boss, service: anything },
  async run({ tx }, { version }) {
    const found = await readPolicy(tx, version);
    if (!found) throw notFound({ field: "version" });
    return named(tx, found);
  },
});

const listOperation = operation(listReturnPolicies, {
  by: { agent: anything, ...boss, service: anything },
  async run({ tx }) {
    const rows = await tx.db
      .selectFrom("return_policies")
      .select(["version", "published_at", "published_by", "note"])
      .orderBy("version", "desc")
      .execute();
    const versions = rows.map(({ version, published_at: publishedAt, published_by: publishedBy, note }) => ({
      ...{ version, publishedAt, publishedBy, note },
    }));
    return { items: await Promise.all(versions.map((version) => named(tx, version))) };
  },
});

/** With the name of who published it, where there is one. */
async function named<Version extends Omit<PolicyVersion, "document">>(tx: DatabaseTx, version: Version) {
  const name = version.publishedBy === undefined ? undefined : await nameOfActor(tx, version.publishedBy);
  return { ...version, ...(name !== undefined && { publishedByName: name }) };
}

const checkOperation = operation(checkReturnPolicy, {
  by: boss,
  run: async (_context, { document }) => ({ faults: [...faultsOf(document)] }),
});

export const publishReturnPolicyOperation = operation(publishReturnPolicy, {
  by: boss,
  async run({ tx, clock, actor }, { document, after, note }) {
    const faults = faultsOf(PolicyDocument.encode(document));
    if (faults.length > 0) throw refused(faults);
    const { version = 0 } = (await readPolicy(tx)) ?? {};
    if (version !== after) throw policyChanged({ version });
    const row = {
      ...{ version: version + 1, published_at: clock.now(), published_by: actor.id, note },
      document: JSON.stringify(PolicyDocument.encode(document)),
    };
    // Of two who publish at once one finds its number taken.
    const { numInsertedOrUpdatedRows } = await tx.db
      .insertInto("return_policies")
      .values(row)
      .onConflict((conflict) => conflict.column("version").doNothing())
      .executeTakeFirstOrThrow();
    if (!numInsertedOrUpdatedRows) throw policyChanged({ version: row.version });
    await endPublishedDraft(tx, document);
    const published = { publishedAt: row.published_at, publishedBy: row.published_by, note };
    return named(tx, { version: row.version, document, ...published });
  },
});

function refused(faults: readonly PolicyFault[]) {
  const fields = faults.map(({ path, message }) => ({ field: `document/${path}`, message }));
  const [first] = fields;
  return badInput({ field: first?.field ?? "document", reason: first?.message ?? "" }, { fields });
}

export const returnPolicyOperations: readonly Operation[] = [
  getOperation,
  listOperation,
  ...draftOperations,
  checkOperation,
  tryReturnPolicyOperation,
  publishReturnPolicyOperation,
  returnTermsOfOrderOperation,
];
