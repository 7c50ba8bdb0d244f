import type { Id } from "../../foundation/ids/index.ts";
import type { Case } from "./case.ts";
import type { ModelsInForce } from "./models-in-force.ts";

const belief = "belief";
const nobody = "-";

/** The models and the share of exploring by which a case was decided, in one word: what it names was one policy. */
export function policyOf({ champion, challenger }: ModelsInForce, { exploration }: Pick<Case, "exploration">): string {
  return [champion?.modelId ?? belief, challenger?.modelId ?? nobody, exploration].join("/");
}

/** The models that {@link policyOf} named; none where the stated belief decided and nothing challenged it. */
export function modelsOfPolicy(policy: string | null): { inForce?: Id<"mdl">; challenger?: Id<"mdl"> } {
  const [inForce, challenger] = (policy ?? "")
    .split("/")
    .map((name) => (uuid.test(name) ? (name as Id<"mdl">) : undefined));
  return { ...(inForce && { inForce }), ...(challenger && { challenger }) };
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
