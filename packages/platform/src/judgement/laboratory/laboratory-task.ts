import type { LogisticModel } from "@aftercare/learn";
import type { Moment, Question } from "../decisions/index.ts";
import type { ProgramModel } from "../policy/index.ts";
import type { ProgramDocument } from "../programs/index.ts";
import type { LoggedVersion } from "./logged-case.ts";

/** One document of a run under what it is called: `draft`, or the number of a version. */
export interface Draft {
  readonly label: string;
  readonly document: ProgramDocument;
}

/** What a run is to find out, as it travels to another thread; the log's rows follow. */
export interface LaboratoryTask {
  readonly moment: Pick<Moment, "features" | "facts">;
  readonly drafts: readonly Draft[];
  /** Simulates even what the log could tell. */
  readonly simulate: boolean;
  /** How many decisions the log holds, in one currency. */
  readonly rows: number;
  readonly currency: string;
  /** Versions of the program that have decided. */
  readonly versions: readonly LoggedVersion[];
  /** What is simulated where the log cannot tell. */
  readonly simulation: Simulation;
}

/** Real subjects of the moment, and what is known and believed about them. */
export interface Simulation {
  readonly questions: readonly Question[];
  readonly baseline: LogisticModel | undefined;
  readonly program: ProgramModel | undefined;
}
