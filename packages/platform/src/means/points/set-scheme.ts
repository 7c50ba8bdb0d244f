import { sql } from "kysely";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { badInput } from "../../foundation/problems/index.ts";
import { countCredit, creditPurchases } from "./credit-history.ts";
import { previewScheme } from "./preview-scheme.ts";
import { saveScheme, schemeChanged } from "./save-scheme.ts";
import { setScheme } from "./scheme.contract.ts";
import { currentScheme } from "./stored-scheme.ts";

/**
 * A scheme counts for purchases from the moment it is saved; what was earned before stays as it was earned. Only at the
 * first switching on can it begin earlier, and then purchases since are credited in the same transaction.
 */
export const setSchemeOperation = operation(setScheme, {
  by: { manager: anything, admin: anything },
  async run({ tx, clock, actor }, { scheme, basedOn, startsAt, dryRun }) {
    const now = clock.now();
    const current = await currentScheme(tx);
    if (current.version !== basedOn) throw schemeChanged({ version: current.version });
    if (startsAt !== undefined) await requireFirstStart(tx, startsAt, { now, enabled: scheme.enabled });
    const effectiveAt = startsAt ?? now;
    const version = basedOn + 1;
    const crediting = { scheme, version, from: effectiveAt, now };
    const preview = await previewScheme(tx, { now: current.scheme, next: scheme }, now);
    if (dryRun) {
      const credit = startsAt && (await countCredit(tx, crediting));
      return { version, saved: false, preview: { ...preview, credit } };
    }
    await saveScheme(tx, { scheme, basedOn, effectiveAt, now, actor: actor.id });
    const credit = startsAt && (await creditPurchases(tx, crediting));
    return { version, saved: true, preview: { ...preview, credit } };
  },
});

async function requireFirstStart(
  tx: DatabaseTx,
  startsAt: Date,
  { now, enabled }: { now: Date; enabled: boolean },
): Promise<void> {
  const earlier = await tx.db
    .selectFrom("points_schemes")
    .select("version")
    .where(sql<boolean>`document ->> 'enabled' = 'true'`)
    .limit(1)
    .executeTakeFirst();
  const reason = !enabled
    ? "expected a scheme that is switched on; it begins when it is"
    : earlier
      ? "expected nothing: the scheme has begun before, and later versions count from when they are saved"
      : startsAt > now
        ? "expected an instant in the past; to begin later, switch it on then"
        : undefined;
  if (reason) throw badInput({ field: "startsAt", reason }, { fields: [{ field: "startsAt", message: reason }] });
}
