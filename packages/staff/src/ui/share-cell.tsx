import { useTexts } from "../language/index.ts";
import { IntervalBar } from "./interval-bar.tsx";

interface ShareCellProps {
  readonly share: { readonly value: number; readonly low: number; readonly high: number } | undefined;
  /** The lower end of the scale; cells that are compared share it. */
  readonly from?: number;
  readonly to?: number;
}

/** A share with its interval, in words and as a dot on it. */
export function ShareCell({ share, from = 0, to = 1 }: ShareCellProps) {
  const texts = useTexts();
  if (share === undefined) return "–";
  const { value, low, high } = share;
  return (
    <>
      <b>{texts.percent(value, 1)}</b>
      <span className="under num">
        {texts.t("common.interval", { low: texts.percent(low, 1), high: texts.percent(high, 1) })}
      </span>
      <IntervalBar interval={share} from={from} to={to} />
    </>
  );
}
