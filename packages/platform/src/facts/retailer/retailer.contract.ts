import { z } from "zod";
import { Speed } from "../../foundation/clock/speed.schema.ts";
import { At, contract } from "../../foundation/contracts/index.ts";

const Rate = z.number().min(0).max(1);

const RetailerView = z.object({
  name: z.string().optional(),
  /** What the database was filled with. */
  origin: z.enum(["empty", "sample", "import"]),
  currency: z.string(),
  timeZone: z.string(),
  /** Share of revenue taken for margin while no cost is known; every figure built on it says so. */
  assumedMarginRate: Rate,
  /** Business time; differs from the machine's while an imported history is looked at. */
  now: At,
  /** Business seconds in a second, as chosen: 1 in a real shop. */
  speed: Speed,
  /** The same as it is this moment; slower while the sample cannot keep up, or while no worker plays it. */
  speedNow: Speed,
});

export const getRetailer = contract("retailer.get", {
  summary: "Whose shop this is, its business time, and what its figures assume.",
  http: "GET /v1/retailer",
  input: z.strictObject({}),
  output: RetailerView,
});

export const updateRetailerSettings = contract("retailer.update", {
  summary: "Changes the shop's name or the assumed margin rate; what is not given stays.",
  http: "PUT /v1/retailer",
  input: z.strictObject({
    name: z.string().trim().min(1).max(80).optional(),
    assumedMarginRate: Rate.optional(),
  }),
  output: RetailerView,
});

export const setSpeed = contract("retailer.set-speed", {
  summary:
    "Lets the sample retailer's time run at another speed, from a second later on; a real shop's time is refused.",
  http: "PUT /v1/retailer/speed",
  input: z.strictObject({ speed: Speed }),
  output: RetailerView,
});
