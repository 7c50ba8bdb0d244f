import { importanceWeights } from "@aftercare/learn";
import { evaluationTask } from "../evaluation-task.ts";
import { listOf } from "../parse-options.ts";
import { UsageError } from "../usage-error.ts";
import { evaluatePolicy } from "./evaluate-policy.ts";
import { type PolicyLog, readPolicyLog } from "./policy-log.ts";
import { crossFitted, learnedElsewhere } from "./predicted-rewards.ts";
import { readTargetPolicy, uniformPolicy } from "./target-policy.ts";

/** What a policy is worth, told from a log of another one. */
export const policyTask = evaluationTask({
  options: {
    data: { value: "FILE" },
    train: { value: "FILE" },
    test: { value: "FILE" },
    "target-policy": { value: "uniform|FILE", required: true },
    action: { value: "COLUMN" },
    reward: { value: "COLUMN" },
    propensity: { value: "COLUMN" },
    position: { value: "COLUMN" },
    features: { value: "COLUMN,…" },
  },
  run({ data, train, test, features, ...values }, context) {
    const roles = { ...values, features: listOf(features) };
    const { log, learned } = logsOf(data, train, test, (path, like) => readPolicyLog(path, roles, like));
    const given = values["target-policy"];
    const target = given === "uniform" ? uniformPolicy(log) : readTargetPolicy(given, log, values);
    const { probabilities } = target;
    const predict = () =>
      learned
        ? learnedElsewhere(learned, log, probabilities.columns, context.seed)
        : crossFitted(log, probabilities.columns, importanceWeights(log, probabilities), context.seed);
    return {
      data: described(log),
      protocol: `the value of ${target.description}; rewards predicted by models of ${learned ? learned.path : "the other four of five folds by the hash of the row's place"}`,
      ...evaluatePolicy(log, target, predict, context),
    };
  },
});

function logsOf(
  data: string | undefined,
  train: string | undefined,
  test: string | undefined,
  read: (path: string, like?: PolicyLog) => PolicyLog,
): { log: PolicyLog; learned?: PolicyLog } {
  if (data !== undefined && train === undefined && test === undefined) return { log: read(data) };
  if (data === undefined && train !== undefined && test !== undefined) {
    const learned = read(train);
    return { log: read(test, learned), learned };
  }
  throw new UsageError("give --data FILE, or --train FILE and --test FILE");
}

function described({ path, action, actions, position, reward }: PolicyLog): string {
  const positions = new Set(position).size;
  const mean = reward.reduce((sum, each) => sum + each, 0) / reward.length;
  const at = positions > 1 ? `, ${positions} positions` : "";
  return `${path}: ${action.length} rows, ${actions.length} actions${at}, mean reward of the log ${mean.toPrecision(4)}`;
}
