import { checks, operations } from "../../../packages/platform/src/capabilities.ts";
import type { reconciliationReport } from "../../../packages/platform/src/contract.ts";
import type { ContractOutput } from "../../../packages/platform/src/foundation/contracts/index.ts";
import { runAsOperator } from "../../../packages/platform/src/foundation/operations/index.ts";
import { reconcile } from "../../../packages/platform/src/means/reconciliation/index.ts";
import type { PaymentProvider } from "../../../packages/platform/src/means/refunds/index.ts";
import type { Platform } from "../../../packages/platform/src/platform.ts";

/** Compares the books as they are compared every night. @returns the differences that are open, and how long it took */
export async function compareBooks(
  platform: Pick<Platform, "work" | "clock">,
  providers: readonly PaymentProvider[],
): Promise<{ readonly open: number; readonly tookMs: number }> {
  const call = async (name: string) => {
    const operation = operations.find((one) => one.contract.name === name);
    if (!operation) throw new Error(`there is no operation ${name}`);
    return runAsOperator(operation, {}, { locale: "en", runtime: platform });
  };
  await call("reconciliation.run");
  while ((await reconcile({ ...platform, providers, checks })) > 0);
  const { last, open } = (await call("reconciliation.report")) as ContractOutput<typeof reconciliationReport>;
  if (last?.state !== "done" || last.unasked?.length !== 0) throw new Error(`not compared: ${JSON.stringify(last)}`);
  return { open: open.reduce((sum, { differences }) => sum + differences, 0), tookMs: last.tookMs ?? 0 };
}
