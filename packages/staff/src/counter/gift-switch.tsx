import { useTexts } from "../language/index.ts";
import { setGift, useVisit } from "./visit.ts";

/** Whether what lies on the counter was a gift: then neither its price nor its buyer is shown. */
export function GiftSwitch() {
  const { t } = useTexts();
  const { isGift } = useVisit();
  return (
    <label className="gift-switch">
      <input
        type="checkbox"
        checked={isGift}
        aria-describedby="gift-help"
        onChange={({ currentTarget }) => setGift(currentTarget.checked)}
      />
      <span>
        <b>{t("counter.gift.switch")}</b>
        <span className="soft" id="gift-help">
          {t("counter.gift.help")}
        </span>
      </span>
    </label>
  );
}
