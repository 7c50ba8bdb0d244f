import { useTexts } from "../language/index.ts";

interface LateBecauseProps {
  readonly late: number;
  readonly because: { readonly warehouse: number; readonly transit: number; readonly both: number };
}

/** How many were late, and whose time it was that they took. */
export function LateBecause({ late, because }: LateBecauseProps) {
  const texts = useTexts();
  const { t } = texts;
  if (late === 0) return "–";
  const known = because.warehouse + because.transit + because.both;
  return (
    <>
      {t("console-delivery.late-count", { count: late })}
      {known > 0 && (
        <span className="under">
          {(["warehouse", "transit", "both"] as const)
            .filter((cause) => because[cause] > 0)
            .map((cause) => t(`console-delivery.late-cause.${cause}`, { share: texts.percent(because[cause] / known) }))
            .join(", ")}
        </span>
      )}
    </>
  );
}
