import type { WorldMoment, WorldOutcome } from "./world-moment.ts";

/** Who decides in a played world, and learns from what it is shown. */
export interface WorldPolicy {
  /** Answers a moment at once. It may keep the moment. */
  choose(moment: WorldMoment): WorldChoice;
  /**
   * Shown each decision's outcome on the day its horizon is over, before that day's moments, in the order of the moments; those
   * whose horizon ends after the last month are shown when all is over.
   */
  observe(outcome: ObservedOutcome): void;
  /** Called when the last moment of a month (from 0) is answered: the time to train. */
  endOfMonth?(month: number): void;
}

export interface WorldChoice {
  /** A number into `world.actions`. */
  readonly action: number;
  /** The chance with which the policy took it, above 0, at most 1. */
  readonly propensity: number;
  /** Marks a shopper of the policy's holdout: counted apart from the policy's own figures. False unless given. */
  readonly holdout?: boolean;
}

/** An outcome with the decision it belongs to. */
export interface ObservedOutcome extends WorldOutcome, WorldChoice {
  readonly moment: WorldMoment;
  readonly holdout: boolean;
}
