import { anything, operation } from "../../foundation/operations/index.ts";
import { personHash, sealOf } from "./seal.ts";
import { checkWithdrawals } from "./withdrawal.contract.ts";

/** At a time: a statement can be long. */
const step = 1_000;

/** Goes through the chain from its beginning, so that whoever doubts a statement can be shown that it is as it was made. */
export const checkWithdrawalsOperation = operation(checkWithdrawals, {
  by: { manager: anything, admin: anything },
  async run({ tx }) {
    // The end first: a statement that is added meanwhile is none of this question.
    const end = await tx.db.selectFrom("withdrawal_chain").selectAll().executeTakeFirstOrThrow();
    let before: Buffer = Buffer.alloc(0);
    let place = 0n;
    while (place < end.place) {
      const rows = await tx.db
        .selectFrom("withdrawals")
        .selectAll()
        .where("place", ">", place)
        .where("place", "<=", end.place)
        .orderBy("place")
        .limit(step)
        .execute();
      if (rows.length === 0) return { statements: Number(place), brokenAt: "end" };
      for (const row of rows) {
        const { id, number, stated_at: statedAt, contract, locale, person_hash, name, email, what, salt, seal } = row;
        const isWhole =
          row.place === place + 1n &&
          sealOf(before, { id, number, statedAt, contract, locale, place: row.place, personHash: person_hash }).equals(
            seal,
          ) &&
          (name === null ||
            email === null ||
            salt === null ||
            personHash({ name, email, what }, salt).equals(person_hash));
        if (!isWhole) return { statements: Number(place), brokenAt: number };
        before = seal;
        place = row.place;
      }
    }
    return { statements: Number(place), ...(!end.seal.equals(before) && { brokenAt: "end" }) };
  },
});
