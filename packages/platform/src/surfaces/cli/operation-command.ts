import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { operations } from "../../capabilities.ts";
import { readConfig } from "../../foundation/config/index.ts";
import { type Contract, type FileAnswer, SentFile } from "../../foundation/contracts/index.ts";
import { fromText, runAsOperator } from "../../foundation/operations/index.ts";
import { openPlatform } from "../../platform.ts";
import { noSuchFile } from "../files/index.ts";
import { type Command, usage } from "./command.ts";

/**
 * Any operation by its name: `orders.get --orderId ord_…`, or its whole input as JSON: `--json '{…}'`. One that answers a file writes its
 * bytes: `return-requests.label --returnRequestId rrq_… > label.pdf`.
 */
export function operationCommand(name: string): Command {
  return async ({ argv, env, locale }) => {
    const operation = operations.find(({ contract }) => contract.name === name);
    if (!operation) throw usage({ usage: `npm run aftercare -- help | operations: ${names()}` });
    const platform = await openPlatform(readConfig(env), `aftercare ${name}`);
    try {
      const input = await withFiles(operation.contract, fromText(operation.contract, flagsOf(argv)));
      const output = await runAsOperator(operation, input, { locale, runtime: platform });
      if (operation.contract.answers) await print((output as FileAnswer).bytes);
      else console.log(JSON.stringify(output, undefined, 2));
    } finally {
      await platform.close();
    }
  };
}

/** Until all of it is out: what is piped is written later on some systems, and the process ends before. */
function print(bytes: Uint8Array): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  process.stdout.write(bytes, (error) => (error ? reject(error) : resolve()));
  return promise;
}

/** Files are named by their paths. */
async function withFiles({ uploads = [] }: Contract, input: Record<string, unknown>): Promise<Record<string, unknown>> {
  const files = await Promise.all(
    uploads.map(async (name) => {
      const path = input[name];
      if (typeof path !== "string") return [];
      const bytes = await readFile(path).catch(() => {
        throw noSuchFile({ file: path });
      });
      return [[name, new SentFile(bytes, createHash("sha256").update(bytes).digest("base64url"))]];
    }),
  );
  return { ...input, ...Object.fromEntries(files.flat()) };
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
