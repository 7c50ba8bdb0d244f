import { z } from "zod";

const Days = z.number();

/** What people read of a model of deliveries, and what the next learning goes on from. */
export const PromiseCard = z.object({
  /** Journeys learned from, of which so many were under way; the share of those there were. */
  journeys: z.int(),
  open: z.int(),
  share: z.number(),
  /** First and last day of starting among them. */
  from: z.iso.date(),
  until: z.iso.date(),
  /** Longest duration told apart, days; longer counts as lost. */
  horizon: z.int(),
  lanes: z.int(),
  services: z.int(),
  /** Columns that were known at the start. */
  columns: z.array(z.string()),
  /** Days of a longer promise that one late journey is worth. */
  price: Days,
  /** When it was decided who tells and who corrects, and when that is decided again. */
  heldOn: z.iso.date(),
  nextOn: z.iso.date(),
  way: z.object({
    winner: z.enum(["boosted-hazards", "life-tables"]),
    /** Mean losses in days on the journeys that decided. */
    losses: z.object({ boosted: Days, tabled: Days, journeys: z.int() }).optional(),
  }),
  calibration: z.object({
    winner: z.enum(["none", "lane-offsets", "adaptive"]),
    losses: z.object({ none: Days, "lane-offsets": Days, adaptive: Days, journeys: z.int() }).optional(),
    /** Days by which nine in ten is moved, by lane or by service. */
    offsets: z.object({ by: z.enum(["lane", "service"]), own: z.record(z.string(), Days), others: Days }).optional(),
  }),
});
export type PromiseCard = z.output<typeof PromiseCard>;
