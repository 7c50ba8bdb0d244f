import type { Locale } from "@aftercare/messages";
import type { Contract, ContractInput, ContractOutput } from "../../foundation/contracts/index.ts";
import { type Operation, type Runtime, runAsOperator } from "../../foundation/operations/index.ts";

/** The house's operations, called as whoever stands at the machine: checked, audited and worded like any other call. */
export interface House {
  call<C extends Contract>(contract: C, input: ContractInput<C>): Promise<ContractOutput<C>>;
}

export function houseOf(runtime: Runtime, operations: readonly Operation[], locale: Locale): House {
  return {
    async call<C extends Contract>(contract: C, input: ContractInput<C>): Promise<ContractOutput<C>> {
      const operation = operations.find((each) => each.contract.name === contract.name);
      if (!operation) throw new Error(`no operation ${contract.name} is mounted`);
      return (await runAsOperator(operation, input, { locale, runtime })) as ContractOutput<C>;
    },
  };
}
