import { sql } from "kysely";
import type { DatabaseTx } from "../../foundation/database/index.ts";
import { Problem } from "../../foundation/problems/index.ts";
import { readOfferCode } from "./offer-code.ts";
import type { Offer } from "./offer-view.ts";

/** What was typed as a code, and the offer that it stands for. */
export interface TypedCode {
  readonly typed: string;
  readonly found: Offer | "mistyped" | "unknown" | "named-twice";
}

/**
 * The offers of typed codes, in the order in which they were typed. Locked for whoever redeems them, in one order for everybody, so that two
 * checkouts which share codes never wait for each other.
 */
export async function readOffers(
  tx: DatabaseTx,
  typed: readonly string[],
  { lock }: { readonly lock: boolean },
): Promise<TypedCode[]> {
  const codes = typed.map(codeOf);
  const known = codes.filter((code) => code !== undefined);
  const { rows } = await sql<Offer>`
    select * from offers where code = any(${known}::text[]) order by code ${lock ? sql`for update` : sql``}`.execute(
    tx.db,
  );
  const byCode = new Map(rows.map((offer) => [offer.code, offer]));
  return codes.map((code, index) => {
    const text = typed[index]!;
    if (code === undefined) return { typed: text, found: "mistyped" };
    if (codes.indexOf(code) < index) return { typed: text, found: "named-twice" };
    return { typed: text, found: byCode.get(code) ?? "unknown" };
  });
}

function codeOf(typed: string): string | undefined {
  try {
    return readOfferCode(typed);
  } catch (error) {
    if (error instanceof Problem) return undefined;
    throw error;
  }
}
