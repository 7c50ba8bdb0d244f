import { useTexts } from "../language/index.ts";
import { SampleTime, useRetailer } from "../time/index.ts";

/** Says which time the figures speak of, when that is not now: in the sample shop, where time can run, and in an imported history. */
export function BusinessTime() {
  const texts = useTexts();
  const { data, dataUpdatedAt } = useRetailer();
  if (data === undefined) return null;
  if (data.origin === "sample") return <SampleTime retailer={data} heardAt={dataUpdatedAt} />;
  const asOf = new Date(data.now);
  if (texts.date(asOf) === texts.date(new Date())) return null;
  return <p className="business-time">{texts.t("staff.business-time", { when: texts.date(asOf, "long") })}</p>;
}
