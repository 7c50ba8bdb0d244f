import { nameOfActor } from "../../foundation/auth/index.ts";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { anything, type Operation, operation } from "../../foundation/operations/index.ts";
import { problemKind } from "../../foundation/problems/index.ts";
import { PolicyDocument } from "./policy.schema.ts";
import { policyFacts } from "./policy-facts.ts";
import { readPolicy } from "./policy-in-force.ts";
import { discardReturnPolicyDraft, getReturnPolicyDraft, saveReturnPolicyDraft } from "./return-policy.contract.ts";

/** Somebody saved, published or threw away the draft since it was read. */
const draftChanged = problemKind("return-policy-draft-changed", 409);

const boss = { manager: anything, admin: anything };

async function viewDraft(tx: DatabaseTx) {
  const row = await tx.db.selectFrom("return_policy_draft").selectAll().executeTakeFirst();
  const { version = 0 } = (await readPolicy(tx)) ?? {};
  const facts = [...policyFacts];
  if (!row || row.document === null) return { madeFrom: version, revision: row?.revision ?? 0, facts };
  const savedByName = await nameOfActor(tx, row.saved_by);
  return {
    ...{ document: PolicyDocument.parse(row.document), madeFrom: row.made_from, revision: row.revision },
    ...{ savedAt: row.saved_at, savedBy: row.saved_by, facts, ...(savedByName !== undefined && { savedByName }) },
  };
}

interface Saved {
  readonly document: PolicyDocument | undefined;
  readonly madeFrom: number;
  /** As it was read. */
  readonly revision: number;
  readonly at: Date;
  readonly by: string;
}

/** @throws return-policy-draft-changed (409) */
async function writeDraft({ db }: DatabaseTx, { document, madeFrom, revision, at, by }: Saved): Promise<void> {
  const row = {
    ...{ revision: revision + 1, made_from: madeFrom, saved_at: at, saved_by: by },
    document: document === undefined ? null : JSON.stringify(PolicyDocument.encode(document)),
  };
  const written =
    revision === 0
      ? await db
          .insertInto("return_policy_draft")
          .values(row)
          .onConflict((conflict) => conflict.column("only_row").doNothing())
          .returning("revision")
          .executeTakeFirst()
      : await db
          .updateTable("return_policy_draft")
          .set(row)
          .where("revision", "=", revision)
          .returning("revision")
          .executeTakeFirst();
  if (!written) throw draftChanged();
}

/** A draft that was published as it stood is one no more; another one stays. */
export async function endPublishedDraft({ db }: DatabaseTx, document: PolicyDocument): Promise<void> {
  await db
    .updateTable("return_policy_draft")
    .set(({ eb }) => ({ document: null, revision: eb("revision", "+", 1) }))
    .where("document", "=", JSON.stringify(PolicyDocument.encode(document)))
    .execute();
}

export const draftOperations: readonly Operation[] = [
  operation(getReturnPolicyDraft, { by: { agent: anything, ...boss }, run: ({ tx }) => viewDraft(tx) }),
  operation(saveReturnPolicyDraft, {
    by: boss,
    async run({ tx, clock, actor }, { document, madeFrom, revision }) {
      await writeDraft(tx, { document, madeFrom, revision, at: clock.now(), by: actor.id });
      return viewDraft(tx);
    },
  }),
  operation(discardReturnPolicyDraft, {
    by: boss,
    async run({ tx, clock, actor }, { revision }) {
      await writeDraft(tx, { document: undefined, madeFrom: 0, revision, at: clock.now(), by: actor.id });
      return viewDraft(tx);
    },
  }),
];
