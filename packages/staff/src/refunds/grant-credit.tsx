import { getCredit, getRetailer, grantCredit } from "@aftercare/platform/contract";
import { Button, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useCallback, useState } from "react";
import { reading, useCommand } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Dialog, Failure, MoneyEntry } from "../ui/index.ts";

/** Gives store credit as goodwill, in the currency of the shop. */
export function GrantCredit({ shopperId }: { shopperId: string }) {
  const texts = useTexts();
  const { t } = texts;
  const queries = useQueryClient();
  const currency = useQuery(reading(getRetailer, {})).data?.currency;
  const command = useCommand(grantCredit);
  const [isOpen, setOpen] = useState(false);
  const [amount, setAmount] = useState<number>();
  const [reference, setReference] = useState("");
  const close = useCallback(() => setOpen(false), []);
  if (currency === undefined) return null;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (amount === undefined) return;
    const given = await command
      .mutateAsync({ shopperId, amount, currency, reference: reference.trim() })
      .catch(() => undefined);
    if (given === undefined) return;
    setAmount(undefined);
    setReference("");
    close();
    await queries.invalidateQueries({ queryKey: [getCredit.name] });
  };
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t("refunds.credit.grant")}
      </Button>
      <Dialog open={isOpen} title={t("refunds.credit.grant")} onClose={close}>
        <form className="section" onSubmit={(event) => void submit(event)}>
          <p className="soft">{t("refunds.credit.grant-text")}</p>
          <MoneyEntry label={t("refunds.amount")} currency={currency} value={amount} onChange={setAmount} />
          <TextInput
            label={t("refunds.reference")}
            description={t("refunds.credit.reference-help")}
            value={reference}
            required
            maxLength={120}
            autoComplete="off"
            onChange={({ currentTarget }) => setReference(currentTarget.value)}
          />
          {command.isError && <Failure error={command.error} />}
          <div className="dialog-actions">
            <Button variant="default" onClick={close}>
              {t("common.cancel")}
            </Button>
            <Button
              type="submit"
              loading={command.isPending}
              disabled={amount === undefined || amount <= 0 || reference.trim() === ""}
            >
              {t("refunds.credit.grant")}
            </Button>
          </div>
        </form>
      </Dialog>
    </>
  );
}
