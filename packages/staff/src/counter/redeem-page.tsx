import { type ContractOutput, findOffer, redeemOffer } from "@aftercare/platform/contract";
import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { ApiProblem, reading, useCommand } from "../api/index.ts";
import { useScan } from "../keyboard/index.ts";
import { useTexts } from "../language/index.ts";
import { Empty, Failure, Loaded, PageHead, SearchForm, useWording, Waiting } from "../ui/index.ts";
import { BasketSum, basketOf, takesShareOfSum, useQuote } from "./basket-sum.tsx";
import { useStore } from "./store.ts";
import { StoreChoice } from "./store-choice.tsx";

type Offer = ContractOutput<typeof findOffer>;

/** The other end of an offer: read its code, see whether it still counts, redeem it once. */
export function RedeemPage() {
  const { t } = useTexts();
  const { code } = useSearch({ from: "/staff/counter/redeem" });
  const navigate = useNavigate({ from: "/counter/redeem" });
  const search = (text: string) => void navigate({ search: text === "" ? {} : { code: text } });
  useScan(search);
  return (
    <div className="counter">
      <PageHead title={t("staff.redeem.title")} heading={t("staff.redeem.heading")} actions={<StoreChoice />} />
      <SearchForm
        large
        autoFocus
        label={t("staff.redeem.label")}
        placeholder={t("staff.redeem.placeholder")}
        query={code ?? ""}
        onSearch={search}
      />
      {code === undefined ? <p className="soft">{t("staff.redeem.hint")}</p> : <FoundOffer key={code} code={code} />}
    </div>
  );
}

function FoundOffer({ code }: { code: string }) {
  const { t } = useTexts();
  const query = useQuery({ ...reading(findOffer, { code }), staleTime: 0 });
  if (query.error instanceof ApiProblem && query.error.status < 500 && query.error.status !== 401) {
    return (
      <Empty title={t("staff.redeem.unknown", { code })}>
        <p>{t("staff.redeem.unknown-text")}</p>
      </Empty>
    );
  }
  return (
    <Loaded query={query} waiting={<Waiting lines={3} height={48} />}>
      {(offer) => <RedeemOffer offer={offer} />}
    </Loaded>
  );
}

function RedeemOffer({ offer }: { offer: Offer }) {
  const texts = useTexts();
  const { t } = texts;
  const wording = useWording();
  const queries = useQueryClient();
  const { storeId } = useStore();
  const { queryKey } = reading(findOffer, { code: offer.code });
  const redeem = useCommand(redeemOffer);
  const [sum, setSum] = useState<number>();
  const basket = basketOf(sum, offer);
  const quote = useQuote(offer, basket);
  const submit = async () => {
    await redeem
      .mutateAsync({ code: offer.code, ...(storeId !== undefined && { storeId }), ...(basket && { basket }) })
      // Another till may have been first: the offer then says when and where.
      .finally(() => queries.invalidateQueries({ queryKey: [findOffer.name] }))
      .then((redeemed) => queries.setQueryData(queryKey, redeemed))
      .catch(() => undefined);
  };
  return (
    <section className={`redeem card ${redeem.data === undefined ? offer.state : "now"}`} aria-live="polite">
      <p className="offer-name">{wording.action({ ...offer, id: offer.action })}</p>
      <p className="offer-code num">{offer.code}</p>
      <p className="redeem-state">
        {redeem.data === undefined ? <OfferState offer={offer} /> : <Done redeemed={redeem.data} />}
      </p>
      {offer.state === "issued" && redeem.data === undefined && takesShareOfSum(offer) && (
        <BasketSum offer={offer} sum={sum} onChange={setSum} quote={quote} />
      )}
      {offer.state === "issued" && redeem.data === undefined && (
        <Button
          size="xl"
          loading={redeem.isPending}
          disabled={storeId === undefined || (sum !== undefined && sum < 0) || quote?.offers[0]?.applies === false}
          onClick={() => void submit()}
        >
          {t("staff.redeem.submit")}
        </Button>
      )}
      {offer.state === "issued" && storeId === undefined && <p className="soft">{t("staff.redeem.store-first")}</p>}
      {redeem.isError && offer.state === "issued" && <Failure error={redeem.error} />}
      <p className="soft">{t("staff.redeem.issued", { when: texts.dateTime(new Date(offer.issuedAt)) })}</p>
    </section>
  );
}

function Done({ redeemed: { given, currency } }: { redeemed: Offer }) {
  const texts = useTexts();
  if (given === undefined || given === 0 || currency === undefined) return texts.t("staff.redeem.done");
  return texts.t("offers.till.done", { given: texts.money({ amount: given, currency }) });
}

function OfferState({ offer: { state, redeemedAt, redeemedAtStore, expiresAt } }: { offer: Offer }) {
  const texts = useTexts();
  const { t } = texts;
  if (state === "issued") return t("staff.offer.valid-until", { when: texts.date(new Date(expiresAt), "long") });
  if (state === "expired") return t("staff.redeem.expired", { when: texts.date(new Date(expiresAt), "long") });
  if (state === "revoked" || state === "reversed") return t(`staff.redeem.${state}`);
  const when = redeemedAt === undefined ? t("common.unknown") : texts.dateTime(new Date(redeemedAt), "long");
  return redeemedAtStore === undefined
    ? t("staff.redeem.before", { when })
    : t("staff.redeem.before-at", { when, store: redeemedAtStore });
}
