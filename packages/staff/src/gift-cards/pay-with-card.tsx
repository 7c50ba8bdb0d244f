import { redeemGiftCard } from "@aftercare/platform/contract";
import { Button, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useCommand } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Failure, MoneyEntry } from "../ui/index.ts";
import { type GiftCard, useRefreshCards } from "./gift-card-words.ts";

/** Takes what a purchase costs off a card, or what there is where that is less. */
export function PayWithCard({ card: { balance, currency, state }, code }: { card: GiftCard; code: string }) {
  const texts = useTexts();
  const { t } = texts;
  const refresh = useRefreshCards();
  const redeem = useCommand(redeemGiftCard);
  const [amount, setAmount] = useState<number>();
  const [reference, setReference] = useState("");
  /** Of the purchase, still to be paid otherwise. */
  const [left, setLeft] = useState(0);
  const money = (minor: number) => texts.money({ amount: minor, currency });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (amount === undefined) return;
    const asked = { code, amount, currency, reference: reference.trim(), upTo: true };
    const paid = await redeem.mutateAsync(asked).catch(() => undefined);
    if (paid === undefined) return;
    setLeft(amount - paid.taken);
    setAmount(undefined);
    setReference("");
    await refresh();
  };
  const rest = amount !== undefined && amount > balance ? amount - balance : 0;
  const done = redeem.data && (
    <p role="status" className="note">
      {t("gift-cards.paid", { amount: money(redeem.data.taken) })}
      {left > 0 && ` ${t("gift-cards.left", { rest: money(left) })}`}
    </p>
  );
  if (state !== "usable") return done;
  return (
    <form className="section" onSubmit={(event) => void submit(event)}>
      <h2>{t("gift-cards.pay")}</h2>
      <div className="fields">
        <MoneyEntry label={t("gift-cards.costs")} currency={currency} value={amount} onChange={setAmount} />
        <TextInput
          label={t("gift-cards.receipt")}
          value={reference}
          required
          maxLength={120}
          autoComplete="off"
          onChange={({ currentTarget }) => setReference(currentTarget.value)}
        />
      </div>
      {rest > 0 && <p className="note">{t("gift-cards.rest", { rest: money(rest) })}</p>}
      {redeem.isError && <Failure error={redeem.error} />}
      {redeem.data !== undefined && <p role="status">{t("gift-cards.paid", { amount: money(redeem.data.taken) })}</p>}
      <Button
        type="submit"
        loading={redeem.isPending}
        disabled={amount === undefined || amount <= 0 || reference.trim() === ""}
      >
        {t("gift-cards.take")}
      </Button>
    </form>
  );
}
