import { useTexts } from "../language/index.ts";
import { useRetailer } from "../time/index.ts";
import { PendingNote } from "./earned-report.tsx";
import type { Waited } from "./pending-together.ts";

/** In the place of figures that no outcome is known for yet: when the first comes, and in the sample shop how it comes sooner. */
export function WhenKnown({ measurement }: { measurement: Waited }) {
  const { t } = useTexts();
  const { data: retailer } = useRetailer();
  return (
    <>
      <PendingNote measurement={measurement} />
      {retailer?.origin === "sample" && <p className="soft">{t("measurement.sample-time")}</p>}
    </>
  );
}
