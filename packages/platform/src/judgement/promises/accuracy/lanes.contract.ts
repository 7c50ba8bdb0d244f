import { z } from "zod";
import { contract } from "../../../foundation/contracts/index.ts";

const Day = z.iso.date();

const LaneView = z.object({
  /** `service|origin|country|zone`, with `-` for what is not known. */
  lane: z.string(),
  service: z.string().optional(),
  origin: z.string().optional(),
  country: z.string().optional(),
  zone: z.string().optional(),
  /** Orders that started within the last 180 days. */
  journeys: z.int(),
  /** Of these, on their way or not yet handed over. */
  open: z.int(),
  since: Day,
  /** Days within which half and nine tenths arrived, and half were handed over, of those old enough; absent where too few have. */
  days50: z.int().optional(),
  days90: z.int().optional(),
  handover50: z.int().optional(),
});

export const listLanes = contract("promises.lanes", {
  summary: "The lanes that orders take, the busiest first, with how long they take.",
  http: "GET /v1/promises/lanes",
  input: z.strictObject({ limit: z.int().min(1).max(1000).default(200) }),
  output: z.object({ lanes: z.array(LaneView) }),
});
