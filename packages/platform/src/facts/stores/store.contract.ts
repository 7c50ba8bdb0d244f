import { z } from "zod";
import { contract } from "../../foundation/contracts/index.ts";
import { StoreId } from "../identifiers/index.ts";

const StoreView = z.object({
  storeId: StoreId,
  /** In the retailer's own system; programs name stores by it. */
  key: z.string(),
  name: z.string(),
  region: z.string().optional(),
  country: z.string().optional(),
});

export const listStores = contract("stores.list", {
  summary: "The retailer's stores with their regions.",
  http: "GET /v1/stores",
  input: z.strictObject({}),
  output: z.object({ items: z.array(StoreView) }),
});
