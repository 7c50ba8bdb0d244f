import {
  type ContractInput,
  type ContractOutput,
  type getOrder,
  issueRefund,
  previewRefund,
} from "@aftercare/platform/contract";
import { Button, NativeSelect, TextInput } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type FormEvent, useCallback, useDeferredValue, useState } from "react";
import { reading, useCommand } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Dialog, Failure, MoneyEntry, NumberEntry } from "../ui/index.ts";
import { RefundPreview } from "./refund-preview.tsx";
import { useRefreshRefunds } from "./refund-words.ts";

type Order = ContractOutput<typeof getOrder>;
type Asked = ContractInput<typeof issueRefund>;
type Part = NonNullable<Asked["parts"]>[number];

const reasons = [
  "goodwill",
  "requested-by-customer",
  "late-delivery",
  "lost",
  "damaged",
  "cancelled",
  "returned",
  "duplicate",
  "fraudulent",
] as const satisfies readonly Asked["reason"][];
const destinations = ["original", "store-credit", "gift-card"] as const;

/** Opens the form that gives money of an order back. */
export function GiveBack({ order }: { order: Order }) {
  const { t } = useTexts();
  const [isOpen, setOpen] = useState(false);
  const [wasSent, setSent] = useState(false);
  const close = useCallback(() => setOpen(false), []);
  return (
    <>
      <span role="status" className="soft">
        {wasSent && t("refunds.sent")}
      </span>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t("refunds.give")}
      </Button>
      <Dialog open={isOpen} title={t("refunds.give-of", { number: order.number })} onClose={close}>
        <GiveBackForm
          order={order}
          onClose={close}
          onSent={() => {
            setSent(true);
            close();
          }}
        />
      </Dialog>
    </>
  );
}

interface GiveBackFormProps {
  readonly order: Order;
  readonly onClose: () => void;
  readonly onSent: () => void;
}

/** How much, what for and why. What would come of it is asked of the server while it is typed, by the rules of the refund itself. */
function GiveBackForm({ order: { orderId, currency, lines }, onClose, onSent }: GiveBackFormProps) {
  const texts = useTexts();
  const { t } = texts;
  const refresh = useRefreshRefunds();
  const command = useCommand(issueRefund);
  const [amount, setAmount] = useState<number>();
  const [isFor, setFor] = useState("goodwill");
  const [quantity, setQuantity] = useState<number | undefined>(1);
  const [reason, setReason] = useState<Asked["reason"]>("goodwill");
  const [destination, setDestination] = useState<(typeof destinations)[number]>("original");
  const [reference, setReference] = useState("");
  const part = amount === undefined ? undefined : partOf(isFor, amount, quantity);
  const asked = useDeferredValue(
    amount === undefined || amount <= 0 || part === undefined ? undefined : { amount, parts: [part], destination },
  );
  const preview = useQuery({
    ...reading(previewRefund, { orderId, ...(asked ?? { amount: 1 }) }),
    enabled: asked !== undefined,
    placeholderData: keepPreviousData,
    staleTime: 0,
    retry: false,
  });
  const isReady =
    asked !== undefined && preview.isSuccess && !preview.isPlaceholderData && preview.data.amount === amount;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!isReady || asked === undefined) return;
    const sent = await command
      .mutateAsync({ orderId, ...asked, reason, reference: reference.trim() })
      .catch(() => undefined);
    await refresh();
    if (sent !== undefined) onSent();
  };
  return (
    <form className="section" onSubmit={(event) => void submit(event)}>
      <MoneyEntry label={t("refunds.amount")} currency={currency} value={amount} onChange={setAmount} />
      <NativeSelect
        label={t("refunds.for")}
        value={isFor}
        data={[
          { value: "goodwill", label: t("refunds.part.goodwill") },
          { value: "shipping", label: t("refunds.part.shipping") },
          ...lines.map(({ line, title, sku }) => ({ value: `${line}`, label: title ?? sku })),
        ]}
        onChange={({ currentTarget }) => setFor(currentTarget.value)}
      />
      {lines.some(({ line }) => `${line}` === isFor) && (
        <NumberEntry label={t("refunds.quantity")} value={quantity} onChange={setQuantity} digits={0} max={1000} />
      )}
      <NativeSelect
        label={t("refunds.why")}
        value={reason}
        data={reasons.map((each) => ({ value: each, label: t(`refunds.reason.${each}`) }))}
        onChange={({ currentTarget }) => setReason(reasons.find((each) => each === currentTarget.value) ?? reason)}
      />
      <NativeSelect
        label={t("refunds.destination")}
        value={destination}
        data={destinations.map((each) => ({ value: each, label: t(`refunds.destination.${each}`) }))}
        onChange={({ currentTarget }) =>
          setDestination(destinations.find((each) => each === currentTarget.value) ?? destination)
        }
      />
      <TextInput
        label={t("refunds.reference")}
        description={t("refunds.reference-help")}
        value={reference}
        required
        maxLength={120}
        autoComplete="off"
        onChange={({ currentTarget }) => setReference(currentTarget.value)}
      />
      <section className="section refund-preview" aria-live="polite" aria-label={t("refunds.preview")}>
        <h3>{t("refunds.preview")}</h3>
        {asked === undefined ? (
          <p className="soft">{t("refunds.preview-help")}</p>
        ) : preview.isError ? (
          <Failure error={preview.error} />
        ) : (
          preview.data !== undefined && <RefundPreview preview={preview.data} />
        )}
      </section>
      {command.isError && <Failure error={command.error} />}
      <div className="dialog-actions">
        <Button variant="default" onClick={onClose}>
          {t("common.cancel")}
        </Button>
        <Button type="submit" loading={command.isPending} disabled={!isReady || reference.trim() === ""}>
          {amount === undefined || amount <= 0
            ? t("refunds.give")
            : t("refunds.send", { amount: texts.money({ amount, currency }) })}
        </Button>
      </div>
    </form>
  );
}

/** What the amount is for; nothing where a number is missing. */
function partOf(isFor: string, amount: number, quantity: number | undefined): Part | undefined {
  if (isFor === "goodwill" || isFor === "shipping") return { kind: isFor, amount };
  return quantity === undefined || quantity < 1
    ? undefined
    : { kind: "goods", line: Number(isFor), quantity: Math.round(quantity), amount };
}
