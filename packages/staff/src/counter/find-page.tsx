import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useScan } from "../keyboard/index.ts";
import { useTexts } from "../language/index.ts";
import { PurchaseList } from "../records/index.ts";
import { PageHead, SearchForm } from "../ui/index.ts";
import { GiftHit } from "./gift-hit.tsx";
import { GiftSwitch } from "./gift-switch.tsx";
import { RequestHits } from "./request-hits.tsx";
import { StoreChoice } from "./store-choice.tsx";
import { useVisit } from "./visit.ts";
import { VisitStrip } from "./visit-strip.tsx";

/** The counter's first step: find the purchase, by hand or by scanner. */
export function FindPage() {
  const { t } = useTexts();
  const { q } = useSearch({ from: "/staff/counter/" });
  const navigate = useNavigate({ from: "/counter" });
  const search = (text: string) => void navigate({ search: text === "" ? {} : { q: text } });
  const { isGift } = useVisit();
  useScan(search);
  return (
    <div className="counter">
      <PageHead title={t("staff.counter.title")} heading={t("staff.counter.heading")} actions={<StoreChoice />} />
      <SearchForm
        large
        autoFocus
        label={t("staff.find.label")}
        placeholder={t("staff.find.placeholder")}
        query={q ?? ""}
        onSearch={search}
      />
      <VisitStrip />
      {q === undefined ? (
        <>
          <p className="soft">{t("counter.find.hint")}</p>
          <Link to="/counter/without-receipt" className="button-link quiet">
            {t("counter.unproven.open")}
          </Link>
        </>
      ) : (
        <>
          <GiftHit key={`gift ${q}`} query={q} />
          <RequestHits key={q} query={q} />
          <GiftSwitch />
          <PurchaseList query={q} at="counter" isGift={isGift} />
        </>
      )}
    </div>
  );
}
