import { operations } from "../../capabilities.ts";
import { readConfig } from "../../foundation/config/index.ts";
import { fromText, runAsOperator } from "../../foundation/operations/index.ts";
import { openPlatform } from "../../platform.ts";
import { type Command, usage } from "./command.ts";

/** Any operation by its name: `orders.get --orderId ord_…`, or its whole input as JSON: `--json '{…}'`. */
export function operationCommand(name: string): Command {
  return async ({ argv, env, locale }) => {
    const operation = operations.find(({ contract }) => contract.name === name);
    if (!operation) throw usage({ usage: `npm run aftercare -- help | operations: ${names()}` });
    const platform = await openPlatform(readConfig(env), `aftercare ${name}`);
    try {
      const input = fromText(operation.contract, flagsOf(argv));
      console.log(JSON.stringify(await runAsOperator(operation, input, { locale, runtime: platform }), undefined, 2));
    } finally {
      await platform.close();
    }
  };
}

function names(): string {
  return operations.map(({ contract }) => contract.name).join(", ");
}

/** `--name value` pairs; `--json` holds several at once. A flag without a value is true. */
function flagsOf(argv: readonly string[]): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (let at = 0; at < argv.length; at++) {
    const flag = /^--([A-Za-z]\w*)(?:=(.*))?$/s.exec(argv[at] ?? "");
    if (!flag) throw usage({ usage: `npm run aftercare -- OPERATION --field value … (${argv[at]})` });
    const [, name = "", joined] = flag;
    const following = argv[at + 1];
    const value = joined ?? (following !== undefined && !following.startsWith("--") ? argv[++at] : "true");
    if (name === "json") Object.assign(input, JSON.parse(value ?? "{}"));
    else input[name] = value;
  }
  return input;
}
