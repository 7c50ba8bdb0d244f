import { getRetailer } from "@aftercare/platform/contract";
import { useQuery } from "@tanstack/react-query";
import { reading } from "../api/index.ts";
import { useTexts } from "../language/index.ts";

/** Says which day the figures speak of, when that is not today: imported history, or a clock that runs ahead. */
export function BusinessTime() {
  const texts = useTexts();
  const { data } = useQuery(reading(getRetailer, {}));
  if (data === undefined) return null;
  const asOf = new Date(data.now);
  if (texts.date(asOf) === texts.date(new Date())) return null;
  return <p className="business-time">{texts.t("staff.business-time", { when: texts.date(asOf, "long") })}</p>;
}
