import type { World } from "./world.ts";

/** The same world in which no action moves or costs anything: for A/A runs, where every difference that is found is an error. */
export function withoutEffects(world: World): World {
  return {
    ...world,
    effects: { ...world.effects, scale: 0 },
    actions: world.actions.map((action) => ({
      ...action,
      discount: 0,
      pointsCost: 0,
      contact: 0,
      earliness: world.actions[0]!.earliness,
    })),
  };
}
