import { loadArmEffects } from "@aftercare/learn";
import { z } from "zod";
import type { ProgramModel } from "./program-model.ts";

const Shell = z.object({
  kind: z.literal("program-model"),
  version: z.literal(1),
  actions: z.array(z.string()).min(1),
  features: z.array(z.string()),
  learnedUntil: z.number(),
  effects: z.unknown(),
  baskets: z.object({
    level: z.number(),
    slope: z.number(),
    factors: z.array(z.number()),
    uses: z.array(z.number()),
    keeps: z.number(),
    sameVisit: z.array(z.number().min(0).max(1)).optional(),
  }),
  rivals: z
    .array(z.number().min(0).max(1))
    .refine((shares) => Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1) < 1e-6)
    .optional(),
});

/**
 * Takes back a stored model after checking that it is whole and of this version.
 * @returns undefined for a damaged one or one of another version: what decides then is the last good one, or the stated belief
 */
export function loadProgramModel(stored: unknown): ProgramModel | undefined {
  const shell = Shell.safeParse(stored);
  if (!shell.success) return undefined;
  try {
    const effects = loadArmEffects(shell.data.effects);
    const { rivals, baskets: stored, ...data } = shell.data;
    const { sameVisit, ...sums } = stored;
    const baskets = { ...sums, ...(sameVisit && { sameVisit }) };
    const { actions, features } = data;
    const arms = [
      effects.coefficients.length,
      baskets.factors.length,
      baskets.uses.length,
      ...(sameVisit ? [sameVisit.length] : []),
      ...(rivals ? [rivals.length] : []),
    ];
    const whole = arms.every((count) => count === actions.length) && effects.columns === features.length;
    return whole ? { ...data, effects, baskets, ...(rivals && { rivals }) } : undefined;
  } catch {
    return undefined;
  }
}
