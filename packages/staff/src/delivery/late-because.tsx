import { useTexts } from "../language/index.ts";

interface LateBecauseProps {
  readonly late: number;
  readonly because: { readonly warehouse: number; readonly transit: number; readonly both: number };
}

/** How many were late, and whose time it was that they took. Of what has not arrived yet, or was never planned, nobody can say. */
export function LateBecause({ late, because }: LateBecauseProps) {
  const { t } = useTexts();
  if (late === 0) return "–";
  const unknown = Math.max(0, late - because.warehouse - because.transit - because.both);
  const counts = Object.entries({ ...because, unknown }).filter(([, count]) => count > 0);
  return (
    <>
      {t("console-delivery.late-count", { count: late })}
      <span className="under">
        {counts.map(([cause, count]) => t(`console-delivery.late-cause.${cause}`, { count })).join(", ")}
      </span>
    </>
  );
}
