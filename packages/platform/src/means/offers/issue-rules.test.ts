import assert from "node:assert/strict";
import { test } from "node:test";
import { testClock } from "../../foundation/clock/index.ts";
import { testDatabase } from "../../foundation/database/testing.ts";
import { openUnitOfWork } from "../../foundation/events/index.ts";
import { newId } from "../../foundation/ids/index.ts";
import { chosenTerms } from "../../judgement/decisions/index.ts";
import { openSpender } from "../../judgement/decisions/testing.ts";
import { migrationFolders } from "../../migrations.ts";
import { issueRules } from "./issue-rules.ts";

test("an offer keeps the rules of the version that decided, and what it was expected to cost then", async (context) => {
  const database = await testDatabase(migrationFolders);
  context.after(() => database.close());
  const clock = testClock();
  const work = openUnitOfWork(database, clock, []);
  const shop = openSpender(database, clock);
  const third = { kind: "percent-off", percent: 30 } as const;
  // Tried at random, one in twenty shoppers would be given nothing, and nothing has no rules.
  const exploration = 0;
  await shop.publish(undefined, {
    exploration,
    actions: [{ id: "third", terms: { ...third, most: 1_200 } }],
    offers: { group: "summer", reinstate: false, graceDays: 3 },
  });
  const first = await shop.decide(await shop.arrive());
  await shop.publish(undefined, { exploration, actions: [{ id: "third-of-all", terms: third }] });
  const second = await shop.decide(await shop.arrive());
  const rulesOf = (decision: typeof first) =>
    work.run("test", (tx) => issueRules(tx, decision.decisionId, chosenTerms(decision)));
  assert.deepEqual(await rulesOf(first), {
    ...{ program: "spender", combines_in: "summer", reinstate: false, grace_days: 3 },
    ...{ most_cost: 1_200n, usual_cost: 1_200n },
  });
  // Nothing but the basket bounds it; 5,000 are expected to be bought.
  assert.deepEqual(await rulesOf(second), {
    ...{ program: "spender", combines_in: null, reinstate: true, grace_days: 14 },
    ...{ most_cost: null, usual_cost: 1_500n },
  });
  const unknown = await work.run("test", (tx) => issueRules(tx, newId(), { kind: "credit", amount: 700 }));
  assert.deepEqual([unknown.program, unknown.most_cost, unknown.usual_cost], [null, 700n, null]);
});
