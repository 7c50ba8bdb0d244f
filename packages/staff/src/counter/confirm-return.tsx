import { type ContractOutput, getCounterRules } from "@aftercare/platform/contract";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { reading } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Dialog, Failure } from "../ui/index.ts";
import { givenBack } from "./given-back.ts";
import { StoreChoice } from "./store-choice.tsx";
import { useVisit } from "./visit.ts";
import { visitSum } from "./visit-sum.ts";

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
  const { units, amounts } = visitSum(picked.values());
  const sums = amounts.map((one) => texts.money(one)).join(" + ");
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
            const amount = givenBack(line, own.quantity);
            return (
              <div key={`${order.orderId}/${line.line}`}>
                <dt>
                  {texts.number(own.quantity)} × {line.title ?? line.sku}
                  {picked.size > 1 && <span className="under num">{order.number}</span>}
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
      {storeMissing && <StoreChoice />}
      {error !== null && !pending && <Failure error={error} />}
      <div className="dialog-actions">
        <Button size="lg" variant="default" onClick={onClose}>
          {t("common.back")}
        </Button>
        <Button size="lg" loading={pending} disabled={storeMissing || rules === undefined} onClick={onConfirm}>
          {t("staff.confirm.submit")}
        </Button>
      </div>
    </Dialog>
  );
}
