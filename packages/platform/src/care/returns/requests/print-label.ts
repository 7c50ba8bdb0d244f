import { qrSvg } from "../../../foundation/barcodes/index.ts";
import type { DatabaseTx } from "../../../foundation/database/index.ts";
import { anything, type Limit, operation } from "../../../foundation/operations/index.ts";
import { notFound, problemKind } from "../../../foundation/problems/index.ts";
import { labelsOfRequests, printLabels, type ReturnLabel } from "../../../means/labels/index.ts";
import { ownRequestOrGift } from "./read-requests.ts";
import { printReturnLabel, showReturnCode } from "./return-label.contract.ts";

/** The return travels under no label: none was needed, or it was taken back or is out of date. */
const noValidLabel = problemKind("no-valid-label", 409);

const by = {
  shopper: ownRequestOrGift,
  ...{ associate: anything, agent: anything, manager: anything, admin: anything, service: anything },
};

/** A page takes some forty milliseconds of a processor: whoever asks in a loop would take it from everybody. */
const limits: readonly Limit<{ readonly returnRequestId: string }>[] = [
  { name: "labels-of-request", calls: 60, perSeconds: 3_600, key: (_client, { returnRequestId }) => returnRequestId },
];

export const printReturnLabelOperation = operation(printReturnLabel, {
  ...{ by, limits },
  async run({ tx, clock, locale }, { returnRequestId }) {
    const number = await numberOf(tx, returnRequestId);
    const at = clock.now();
    const labels = await validLabels(tx, returnRequestId, at);
    if (labels.length === 0) throw noValidLabel({ number });
    const bytes = await printLabels(tx, labels, { requestNumber: number, locale, at });
    return { type: "application/pdf", name: `${number}.pdf`, bytes };
  },
});

export const showReturnCodeOperation = operation(showReturnCode, {
  ...{ by, limits },
  async run({ tx, clock }, { returnRequestId }) {
    const number = await numberOf(tx, returnRequestId);
    const [label] = await validLabels(tx, returnRequestId, clock.now());
    const svg = qrSvg(label?.tracking_number ?? number);
    return { type: "image/svg+xml", name: `${number}.svg`, bytes: new TextEncoder().encode(svg) };
  },
});

async function numberOf({ db }: DatabaseTx, requestId: string): Promise<string> {
  const row = await db.selectFrom("return_requests").select("number").where("id", "=", requestId).executeTakeFirst();
  if (!row) throw notFound();
  return row.number;
}

async function validLabels(tx: DatabaseTx, requestId: string, now: Date): Promise<ReturnLabel[]> {
  const labels = await labelsOfRequests(tx, [requestId]);
  return labels.filter(({ state, valid_until }) => state === "valid" && valid_until > now).reverse();
}
