import type { z } from "zod";
import type { Clock } from "../clock/index.ts";
import type { Tx } from "../events/index.ts";

/** "At this business time, do that". What waits is a row, so it outlives deployments and years. */
export interface Timer<Data extends z.ZodType = z.ZodType> {
  readonly name: string;
  readonly data: Data;
  readonly run: (context: TimerContext, data: z.output<Data>) => Promise<void>;
}

export interface TimerContext {
  readonly tx: Tx;
  readonly clock: Clock;
}

export function timer<Data extends z.ZodType>(
  name: string,
  data: Data,
  run: (context: TimerContext, data: z.output<Data>) => Promise<void>,
): Timer<Data> {
  return { name, data, run };
}
