import { anything, operation } from "../../../foundation/operations/index.ts";
import { promiseModel } from "./model.contract.ts";
import { readNewestModel } from "./newest-model.ts";

export const promiseModelOperation = operation(promiseModel, {
  by: { agent: anything, manager: anything, admin: anything, service: anything },
  async run({ tx }) {
    const newest = await readNewestModel(tx);
    return newest ? { model: { modelId: newest.id, madeAt: newest.madeAt, asOf: newest.asOf, card: newest.card } } : {};
  },
});
