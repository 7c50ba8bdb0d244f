import { budgetPlan, type Constraint, constrainedPlan, exactBudgetLp, type Matrix } from "@aftercare/learn";
import type { BenchResult } from "../result.ts";
import { type Incentives5, readIncentives5 } from "./data/incentives5.ts";

/**
 * Who gets which of five incentives within a budget: true expected margins and costs of 64,000 customers, budgets of 10, 30 and 60 % of
 * what the best action for everyone would cost. `baseline` is the linear program's optimum, which no plan can exceed, or its time.
 */
export async function runBudget(options: { quick: boolean; log(line: string): void }): Promise<BenchResult[]> {
  const data = readIncentives5();
  const full = budgetPlan(data.margin, data.cost, Number.MAX_VALUE).spend;
  // One run before the clock starts, so that the code is compiled.
  budgetPlan(data.margin, data.cost, 0.2 * full);
  const results = [0.1, 0.3, 0.6].flatMap((share) => oneBudget(data, share, share * full));
  options.log("budget: one budget done");
  return [...results, ...regionsAndGoal(data, 0.3 * full, options.quick)];
}

function oneBudget({ margin, cost }: Incentives5, share: number, budget: number): BenchResult[] {
  const times: number[] = [];
  let plan = budgetPlan(margin, cost, budget);
  for (let run = 0; run < 5; run++) {
    const start = performance.now();
    plan = budgetPlan(margin, cost, budget);
    times.push((performance.now() - start) / 1000);
  }
  const start = performance.now();
  const lp = exactBudgetLp(margin, cost, budget);
  const exactTime = (performance.now() - start) / 1000;
  const seconds = times.sort((a, b) => a - b)[2] ?? Number.NaN;
  const ratio = plan.value / lp.value;
  const within = plan.spend <= budget * (1 + 1e-9);
  const name = `64,000 × 5, budget ${share * 100} %`;
  return [
    {
      name: `${name}: margin of the plan`,
      ...{ value: plan.value, unit: "$", baseline: lp.value, ratio },
      ...{ goal: "≥ 99.7 % of the LP, within the budget", met: ratio >= 0.997 && within },
    },
    {
      name: `${name}: time (exact LP: baseline)`,
      ...{ value: seconds, unit: "s", baseline: exactTime, ratio: seconds / exactTime },
      ...{ goal: "≤ 0.2 s", met: seconds <= 0.2 },
    },
  ];
}

/** The same budget split over three regions, and a goal of purchases on top; `baseline` is the dual's proven bound. */
function regionsAndGoal({ margin, cost, probability, features, columns }: Incentives5, budget: number, quick: boolean) {
  const rows = quick ? 16_000 : margin.rows;
  const head = (x: Matrix): Matrix => ({ ...x, rows, values: x.values.subarray(0, rows * x.columns) });
  const shares = { zip_Rural: 0.1, zip_Surburban: 0.4, zip_Urban: 0.5 };
  const scale = (budget * rows) / margin.rows;
  const constraints: Constraint[] = Object.entries(shares).map(([name, share]) => {
    const place = columns.indexOf(name);
    const inside = (p: number) => features.values[Math.floor(p / cost.columns) * features.columns + place]!;
    const amount = head({ ...cost, values: cost.values.map((each, p) => each * inside(p)) });
    return { name, amount, kind: "at-most", limit: share * scale };
  });
  const free = constrainedPlan(head(margin), constraints);
  const bought = free.kind === "plan" ? purchases(free.actions, probability) : 0;
  constraints.push({ name: "purchases", amount: head(probability), kind: "at-least", limit: 1.01 * bought });
  const start = performance.now();
  const plan = constrainedPlan(head(margin), constraints);
  const seconds = (performance.now() - start) / 1000;
  if (plan.kind !== "plan") throw new Error(`no plan for regions and goal: ${plan.reason} (${plan.names.join(", ")})`);
  const ratio = plan.value / plan.upperBound;
  const name = `${rows} × 5, three regions and 1 % more purchases`;
  return [
    {
      name: `${name}: margin of the plan`,
      ...{ value: plan.value, unit: "$", baseline: plan.upperBound, ratio },
      ...{ goal: "≥ 99.7 % of the bound", met: ratio >= 0.997 },
    },
    { name: `${name}: time`, value: seconds, unit: "s" },
  ];
}

function purchases(actions: Int32Array, probability: Matrix): number {
  return actions.reduce((sum, action, row) => sum + probability.values[row * probability.columns + action]!, 0);
}
