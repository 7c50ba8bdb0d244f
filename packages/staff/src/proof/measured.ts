import type { ContractOutput, measureProgram, measurePrograms } from "@aftercare/platform/contract";

export type ProgramMeasurement = ContractOutput<typeof measureProgram>;
export type Worth = ContractOutput<typeof measurePrograms>;
export type Measured = ProgramMeasurement["overall"];
export type Group = ProgramMeasurement["groups"][number];
export type Week = ProgramMeasurement["weeks"][number];
export type Figures = Measured["figures"];
export type Measure = keyof Figures;
export type Effect = NonNullable<Figures["margin"]["effect"]>;
export type Outlook = Figures["margin"]["outlook"];

export const measures = ["goal", "margin", "revenue", "visits"] as const satisfies readonly Measure[];

/** By what shoppers may be divided; the first where nothing is asked for. */
export const divisions = ["region", "store", "channel-of-sale", "channel-of-return", "frequency", "recency"] as const;
export type Division = (typeof divisions)[number];

/** What an address asks for, or the first where it asks for nothing known. */
export function oneOf<Name extends string>(known: readonly Name[], asked: string | undefined): Name {
  return known.find((name) => name === asked) ?? known[0]!;
}
