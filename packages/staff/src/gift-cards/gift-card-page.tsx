import { checkGiftCard } from "@aftercare/platform/contract";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ApiProblem, reading } from "../api/index.ts";
import { useScan } from "../keyboard/index.ts";
import { useTexts } from "../language/index.ts";
import { useSession } from "../session/index.ts";
import { Failure, Loaded, PageHead, SearchForm, Waiting } from "../ui/index.ts";
import { CardHistory } from "./card-history.tsx";
import type { GiftCard } from "./gift-card-words.ts";
import { PayWithCard } from "./pay-with-card.tsx";

/** What is on a gift card, and paying with it. Its code stays out of the address: addresses are kept and passed on. */
export function GiftCardPage() {
  const { t } = useTexts();
  const [code, setCode] = useState("");
  useScan(setCode);
  return (
    <>
      <PageHead title={t("gift-cards.title")} heading={t("gift-cards.heading")} />
      <SearchForm
        large
        autoFocus
        label={t("gift-cards.code")}
        placeholder="XXXX-XXXX-XXXX-XXXX"
        query={code}
        onSearch={setCode}
      />
      {code === "" ? <p className="soft">{t("gift-cards.hint")}</p> : <FoundCard key={code} code={code} />}
    </>
  );
}

function FoundCard({ code }: { code: string }) {
  const query = useQuery({ ...reading(checkGiftCard, { code }), staleTime: 0, gcTime: 0 });
  const session = useSession();
  const isUnknown = query.error instanceof ApiProblem && query.error.status < 500 && query.error.status !== 401;
  if (isUnknown) return <Failure error={query.error} />;
  const seesAll = session?.role === "agent" || session?.role === "manager" || session?.role === "admin";
  return (
    <Loaded query={query} waiting={<Waiting lines={3} height={48} />}>
      {(card) => (
        <>
          <CardSum card={card} />
          <PayWithCard card={card} code={code} />
          {seesAll && <CardHistory giftCardId={card.giftCardId} />}
        </>
      )}
    </Loaded>
  );
}

function CardSum({ card: { balance, issued, currency, state, issuedAt, lastFour } }: { card: GiftCard }) {
  const texts = useTexts();
  const { t } = texts;
  return (
    <section className="section card" aria-live="polite">
      <dl className="facts">
        <div className="total">
          <dt>{t("gift-cards.balance")}</dt>
          <dd className="num">{texts.money({ amount: balance, currency })}</dd>
        </div>
        <div>
          <dt>{t("gift-cards.state")}</dt>
          <dd>{t(`gift-cards.state.${state}`)}</dd>
        </div>
        <div>
          <dt>{t("gift-cards.issued")}</dt>
          <dd>
            {t("gift-cards.issued-on", {
              amount: texts.money({ amount: issued, currency }),
              when: texts.date(new Date(issuedAt)),
            })}
          </dd>
        </div>
        <div>
          <dt>{t("gift-cards.ends")}</dt>
          <dd className="num">{lastFour}</dd>
        </div>
      </dl>
    </section>
  );
}
