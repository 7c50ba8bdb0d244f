import type { ReturnRecord, SampleRecord } from "@aftercare/simulator";
import { receiveReturnOperation } from "../../care/returns/requests/index.ts";
import type { Tx } from "../../foundation/events/index.ts";
import type { Id } from "../../foundation/ids/index.ts";
import type { Runtime } from "../../foundation/operations/index.ts";
import { asShop, source } from "./shop-system.ts";

/**
 * Receives what was announced, as the warehouse does by the label; the shop's system tells of the rest.
 * @returns the records that are left to be told
 */
export async function receiveAnnounced(
  tx: Tx,
  clock: Runtime["clock"],
  records: readonly SampleRecord[],
): Promise<SampleRecord[]> {
  const left: SampleRecord[] = [];
  for (const record of records) if (record.type !== "return" || !(await receive(tx, clock, record))) left.push(record);
  return left;
}

async function receive(tx: Tx, clock: Runtime["clock"], { order, channel, lines }: ReturnRecord): Promise<boolean> {
  if (order === undefined || channel === "store") return false;
  const request = await tx.db
    .selectFrom("return_requests as q")
    .innerJoin("orders as o", "o.id", "q.order_id")
    .select("q.id")
    .where("o.source", "=", source)
    .where("o.key", "=", order)
    .where("q.state", "in", ["open", "on-its-way"])
    .executeTakeFirst();
  if (!request) return false;
  const awaited = await tx.db
    .selectFrom("return_request_lines")
    .select(["order_line", "sku"])
    .where("request_id", "=", request.id)
    .execute();
  const came = lines.flatMap(({ sku, quantity }) => {
    const line = awaited.find((each) => each.sku === sku)?.order_line;
    return line === undefined ? [] : [{ line, quantity }];
  });
  if (came.length === 0) return false;
  await receiveReturnOperation.run(asShop(tx, clock), {
    ...{ returnRequestId: request.id as Id<"rrq">, countOut: false, lines: came, others: [] },
  });
  return true;
}
