import { Button } from "@mantine/core";
import { useTexts } from "../language/index.ts";
import { Dialog, Failure } from "../ui/index.ts";
import { givenBack } from "./given-back.ts";
import { type Selection, sum } from "./selection.ts";
import { StoreChoice } from "./store-choice.tsx";
import type { CounterOrder } from "./take-back-page.tsx";

interface ConfirmReturnProps {
  readonly open: boolean;
  readonly order: CounterOrder;
  readonly selection: Selection;
  readonly storeMissing: boolean;
  readonly pending: boolean;
  readonly error: unknown;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** The preview before it counts: what comes back and what it gives back, and that the till, not this page, pays it out. */
export function ConfirmReturn(props: ConfirmReturnProps) {
  const { open, order, selection, storeMissing, pending, error, onConfirm, onClose } = props;
  const texts = useTexts();
  const { t } = texts;
  const money = (amount: number) => texts.money({ amount, currency: order.currency });
  const { units, amount } = sum(selection, order.lines);
  return (
    <Dialog open={open} title={t("staff.confirm.title", { amount: money(amount) })} onClose={onClose}>
      <dl className="facts">
        {order.lines.flatMap((line) => {
          const picked = selection.get(line.line);
          if (picked === undefined) return [];
          return (
            <div key={line.line}>
              <dt>
                {texts.number(picked.quantity)} × {line.title ?? line.sku}
              </dt>
              <dd className="num">{money(givenBack(line, picked.quantity))}</dd>
            </div>
          );
        })}
        <div className="total">
          <dt>{t("common.pieces", { count: units })}</dt>
          <dd className="num">{money(amount)}</dd>
        </div>
      </dl>
      <p className="soft">{t("staff.confirm.recorded")}</p>
      {storeMissing && <StoreChoice />}
      {error !== null && !pending && <Failure error={error} />}
      <div className="dialog-actions">
        <Button size="lg" variant="default" onClick={onClose}>
          {t("common.back")}
        </Button>
        <Button size="lg" loading={pending} disabled={storeMissing} onClick={onConfirm}>
          {t("staff.confirm.submit")}
        </Button>
      </div>
    </Dialog>
  );
}
