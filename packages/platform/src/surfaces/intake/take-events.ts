import { type Fault, type IntakeRecord, readRecord, recordBatch } from "../../facts/intake/index.ts";
import type { Clock } from "../../foundation/clock/index.ts";
import type { ContractOutput } from "../../foundation/contracts/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import { anything, operation } from "../../foundation/operations/index.ts";
import { takeEvents as contract } from "./take-events.contract.ts";

/** How far a sender's clock may run ahead. */
const aDay = 86_400_000;

type Answer = ContractOutput<typeof contract>;

/** Reads each record for itself and records the good ones together. */
export async function takeRecords(tx: Tx, clock: Clock, source: string, sent: readonly unknown[]): Promise<Answer> {
  const read: { readonly index: number; readonly record: IntakeRecord }[] = [];
  const rejected: ({ index: number } & Fault)[] = [];
  for (const [index, json] of sent.entries()) {
    const result = readRecord(json);
    if ("fault" in result) rejected.push({ index, ...result.fault });
    else read.push({ index, record: result.record });
  }
  const records = read.map(({ record }) => record);
  const { outcomes } = await recordBatch(tx, source, records, {
    history: false,
    now: clock.now(),
    // In a shop of long ago or of fast time, the present is the later of the two.
    latest: new Date(Math.max(clock.real().getTime(), clock.now().getTime()) + aDay),
  });
  const counts = { taken: 0, known: 0 };
  for (const outcome of outcomes) {
    if (outcome.outcome !== "rejected") counts[outcome.outcome]++;
    else {
      const { field, reason } = outcome;
      rejected.push({ index: read[outcome.index]?.index ?? outcome.index, field, reason });
    }
  }
  return { ...counts, rejected: rejected.toSorted((a, b) => a.index - b.index) };
}

export const takeEvents = operation(contract, {
  by: { service: anything, admin: anything },
  run: ({ tx, clock }, { source, records }) => takeRecords(tx, clock, source, records),
});
