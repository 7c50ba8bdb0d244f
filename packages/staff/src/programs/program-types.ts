import type { ContractOutput, checkProgramDocument, getProgram, listMoments } from "@aftercare/platform/contract";

export type Program = ContractOutput<typeof getProgram>;
export type ProgramDocument = NonNullable<Program["document"]>;
export type ProgramAction = ProgramDocument["actions"][number];
export type Terms = ProgramAction["terms"];
export type Weights = Required<NonNullable<ProgramDocument["goal"]["weights"]>>;
export type Moment = ContractOutput<typeof listMoments>["items"][number];
export type Check = ContractOutput<typeof checkProgramDocument>;
export type Fault = Check["faults"][number];
export type Trial = NonNullable<Check["trial"]>;
