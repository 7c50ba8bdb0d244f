import { type ContractOutput, getCounterRules } from "@aftercare/platform/contract";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { reading } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Dialog, Failure } from "../ui/index.ts";
import { givenBack } from "./given-back.ts";
import { StoreChoice } from "./store-choice.tsx";
import { useVisit } from "./visit.ts";
import { useVisitPreview } from "./visit-preview.ts";
import { previewSum, visitSum } from "./visit-sum.ts";

export type Way = ContractOutput<typeof getCounterRules>["rules"]["ways"][number];

interface ConfirmReturnProps {
  readonly open: boolean;
  readonly storeMissing: boolean;
  readonly pending: boolean;
  readonly error: unknown;
  /** As it was chosen; undefined for the usual one. */
  readonly way: Way | undefined;
  readonly onWay: (way: Way) => void;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** The preview before it counts: what comes back, what it gives back, and who pays it out how. Of a gift no price is shown. */
export function ConfirmReturn({ open, ...props }: ConfirmReturnProps) {
  const { storeMissing, pending, error, way, onWay, onConfirm, onClose } = props;
  const texts = useTexts();
  const { t } = texts;
  const { picked, isGift } = useVisit();
  const { units, amounts: worth } = visitSum(picked.values());
  const preview = useVisitPreview(way);
  const told = preview.data === undefined ? worth : previewSum(preview.data);
  const sums = told.map((one) => texts.money(one)).join(" + ");
  const given = (orderId: string, number: number) =>
    preview.data?.orders.find((one) => one.orderId === orderId)?.lines.find(({ line }) => line === number)?.amount;
  const rules = useQuery({ ...reading(getCounterRules, {}), staleTime: 60_000 }).data?.rules;
  const housePays = !isGift && rules?.paidBy === "house";
  return (
    <Dialog
      open={open}
      title={isGift ? t("counter.gift.confirm") : t("staff.confirm.title", { amount: sums })}
      onClose={onClose}
    >
      <dl className="facts">
        {[...picked.values()].flatMap(({ order, selection }) =>
          order.lines.flatMap((line) => {
            const own = selection.get(line.line);
            if (own === undefined) return [];
            const full = givenBack(line, own.quantity);
            const amount = given(order.orderId, line.line) ?? full;
            return (
              <div key={`${order.orderId}/${line.line}`}>
                <dt>
                  {texts.number(own.quantity)} × {line.title ?? line.sku}
                  {picked.size > 1 && <span className="under num">{order.number}</span>}
                  {!isGift && amount < full && (
                    <span className="under">
                      {t("counter.confirm.less", { worth: texts.money({ amount: full, currency: order.currency }) })}
                    </span>
                  )}
                </dt>
                {!isGift && <dd className="num">{texts.money({ amount, currency: order.currency })}</dd>}
              </div>
            );
          }),
        )}
        <div className="total">
          <dt>{t("common.pieces", { count: units })}</dt>
          {!isGift && <dd className="num">{sums}</dd>}
        </div>
      </dl>
      {housePays ? (
        <fieldset className="ways">
          <legend>{t("counter.way.title")}</legend>
          {rules.ways.map((one) => (
            <label key={one} className="choice">
              <input type="radio" name="way" checked={one === (way ?? rules.ways[0])} onChange={() => onWay(one)} />
              <b>{t(`counter.way.${one}`)}</b>
            </label>
          ))}
        </fieldset>
      ) : (
        <p className="soft">{t(isGift ? "counter.gift.recorded" : "staff.confirm.recorded")}</p>
      )}
      {!isGift && housePays && preview.data !== undefined && <TillDoes orders={preview.data.orders} />}
      {storeMissing && <StoreChoice />}
      {preview.isError && <Failure error={preview.error} />}
      {error !== null && !pending && <Failure error={error} />}
      <div className="dialog-actions">
        <Button size="lg" variant="default" onClick={onClose}>
          {t("common.back")}
        </Button>
        <Button
          size="lg"
          loading={pending}
          disabled={storeMissing || rules === undefined || preview.isPlaceholderData}
          onClick={onConfirm}
        >
          {t("staff.confirm.submit")}
        </Button>
      </div>
    </Dialog>
  );
}

interface PreviewedOrder {
  readonly currency: string;
  readonly till: number;
}

/** What the till has to count out where refunds pay: what was paid in cash, all of it, or nothing. */
function TillDoes({ orders }: { orders: readonly PreviewedOrder[] }) {
  const texts = useTexts();
  const { t } = texts;
  const cash = orders.filter(({ till }) => till > 0);
  const amounts = cash.map(({ till: amount, currency }) => texts.money({ amount, currency })).join(" + ");
  return (
    <p className="till-does">
      {amounts === "" ? t("counter.money.till-nothing") : t("counter.money.will.till", { amount: amounts })}
    </p>
  );
}
