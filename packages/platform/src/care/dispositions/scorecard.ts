import { sql } from "kysely";
import { readRetailer } from "../../facts/retailer/index.ts";
import { dayNumber, instantOn } from "../../foundation/calendar/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { badInput } from "../../foundation/problems/index.ts";
import type { DestructionGround } from "../../judgement/law/index.ts";
import type { DestinationKind, Disposition, Grade } from "./disposition.schema.ts";
import { dispositionScorecard } from "./item.contract.ts";

interface ScoreRow {
  disposition: Disposition;
  grade: Grade;
  category: string | null;
  destination: string | null;
  kind: DestinationKind | null;
  ground: DestructionGround | null;
  units: number;
  weight: number;
  unweighed: number;
  handed_over: number;
}

/**
 * What became of goods that came back, in units and weight: what a circularity report counts, and what Article 24 of Regulation (EU) 2024/1781 asks for
 * of what was discarded. A unit without a weight is counted as one, and never guessed.
 */
export const scorecardOperation = operation(dispositionScorecard, {
  by: { agent: anything, manager: anything, admin: anything, service: anything },
  async run({ tx }, { from, to }) {
    if (to < from) {
      const reason = "the last day lies before the first";
      throw badInput({ field: "to", reason }, { fields: [{ field: "to", message: reason }] });
    }
    const { timeZone } = await readRetailer(tx);
    const start = instantOn(dayNumber(from), "00:00", timeZone);
    const end = instantOn(dayNumber(to) + 1, "00:00", timeZone);
    const { rows } = await sql<ScoreRow>`
      select i.disposition, i.grade, i.category, d.title as destination, d.kind, i.ground, sum(i.quantity)::int as units,
        coalesce(sum(i.quantity * i.weight_grams), 0)::float8 as weight,
        coalesce(sum(i.quantity) filter (where i.weight_grams is null), 0)::int as unweighed,
        coalesce(sum(i.quantity) filter (where i.state = 'handed-over'), 0)::int as handed_over
      from items i left join destinations d on d.id = i.destination_id
      where i.disposed_at >= ${start} and i.disposed_at < ${end}
      group by i.disposition, i.grade, i.category, d.title, d.kind, i.ground
      order by i.disposition, i.grade, i.category nulls first, d.title nulls first, i.ground nulls first`.execute(
      tx.db,
    );
    return {
      rows: rows.map(({ category, destination, kind, ground, weight, unweighed, handed_over, ...row }) => ({
        ...row,
        ...(category !== null && { category }),
        ...(destination !== null && { destination }),
        ...(kind !== null && { kind }),
        ...(ground !== null && { ground }),
        ...{ weightGrams: weight, unitsWithoutWeight: unweighed, handedOver: handed_over },
      })),
    };
  },
});
