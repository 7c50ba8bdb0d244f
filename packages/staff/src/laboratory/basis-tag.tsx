import { useTexts } from "../language/index.ts";
import { Definition } from "../ui/index.ts";
import type { DraftResult } from "./run-types.ts";

/** Whether figures rest on real decisions or on a simulation, with what that means. */
export function BasisTag({ basis }: Pick<DraftResult, "basis">) {
  const { t } = useTexts();
  const name = t(`laboratory.basis.${basis}`);
  return (
    <span className="basis">
      <span className={basis === "simulation" ? "tag warn" : "tag good"}>{name}</span>
      <Definition of={name}>{t(`laboratory.basis.${basis}-definition`)}</Definition>
    </span>
  );
}
