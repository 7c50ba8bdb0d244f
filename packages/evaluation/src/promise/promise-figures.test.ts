import assert from "node:assert/strict";
import { test } from "node:test";
import { seededRandom } from "@aftercare/learn";
import { judgePromises, replayPromises } from "./evaluate-promise.ts";
import { dayMs, readOrders } from "./orders.ts";

const begin = Date.parse("2020-01-01");
const days = 260;

/** Ten parcels a day to three regions, slower from day 180 on; known as of the last day. Some are lost, some of those cancelled. */
function ordersOfTheFile() {
  const random = seededRandom("unchanged");
  const iso = (time: number) => new Date(time).toISOString().slice(0, 19).replace("T", " ");
  const end = begin + days * dayMs;
  const rows = Array.from({ length: days * 10 }, (_, k) => {
    const purchased = begin + Math.floor(k / 10) * dayMs + random.next() * dayMs;
    const distance = k % 3;
    const slow = k > 1800 ? 1.6 : 1;
    const handedOver = purchased + slow * (0.5 + 1.5 * random.next()) * dayMs;
    const delivered = handedOver + slow * (1 + 3 * distance + 3 * random.next() ** 2) * dayMs;
    const isLost = k % 40 === 7;
    return [
      iso(purchased),
      handedOver < end ? iso(handedOver) : "",
      delivered < end && !isLost ? iso(delivered) : "",
      k % 9 === 4 ? "" : iso(purchased + (4 + 3 * distance) * dayMs).slice(0, 10),
      "abc"[distance]!,
      String(k % 11),
      isLost && k % 3 === 0 ? "cancelled" : "shipped",
    ];
  });
  const columns = ["purchased_at", "handed_over_at", "delivered_at", "estimated_date", "region", "weight", "status"];
  return readOrders({ columns, rows });
}

test("the same orders give the same figures to the last digit, whoever keeps the methods", () => {
  const said: string[] = [];
  const context = { say: (line: string) => said.push(line), timeIsUp: () => false };
  const { results } = judgePromises("parcels", replayPromises(ordersOfTheFile(), begin + 170 * dayMs, context));
  const found = Object.fromEntries(
    results
      .filter(({ method }) => method === "auto" || method === "life-tables")
      .map(({ method, metrics }) => [
        method,
        Object.fromEntries(Object.entries(metrics).map(([name, { mean }]) => [name, mean])),
      ]),
  );
  // Written down on 2026-11-22, when the methods stood in this package.
  assert.deepEqual(found, {
    auto: {
      ...{ pinball_50: 1.2263427109974425, pinball_90: 0.8647541659127044, coverage_90: 0.6764705882352942 },
      ...{ mean_p90: 9.835176255596414, equal_late_promise: 6.791965566714491, promise_mean: 9.91304347826087 },
      ...{ promise_late: 0.30818414322250637, late_auc: 0.7704156595099303 },
    },
    "life-tables": {
      ...{ pinball_50: 1.313299232736573, pinball_90: 0.8634773280547353, coverage_90: 0.6739130434782609 },
      ...{ mean_p90: 9.77834167417778, equal_late_promise: 6.7747489239598275, promise_mean: 9.92455242966752 },
      promise_late: 0.30818414322250637,
    },
  });
  assert.deepEqual(
    said.filter((line) => line.startsWith("auto, as of")),
    [
      "auto, as of 2020-06-19: life tables (mean loss on past orders: boosted 0.331, life tables 0.301)",
      "auto, as of 2020-07-17: life tables (mean loss on past orders: boosted 0.434, life tables 0.402)",
      "auto, as of 2020-08-14: boosted hazards (mean loss on past orders: boosted 0.820, life tables 0.862)",
      "auto, as of 2020-09-11: boosted hazards (mean loss on past orders: boosted 0.998, life tables 1.109)",
    ],
  );
});
