import type { ContractOutput, returnReasonsOfOrder } from "@aftercare/platform/contract";
import { NativeSelect } from "@mantine/core";
import { useTexts } from "../language/index.ts";
import { givenBack } from "./given-back.ts";
import { type Picked, returnable } from "./selection.ts";
import { Stepper } from "./stepper.tsx";
import type { CounterOrder } from "./take-back-page.tsx";

type Branches = ContractOutput<typeof returnReasonsOfOrder>["trees"][number]["branches"];

interface PickLineProps {
  readonly line: CounterOrder["lines"][number];
  /** Undefined where the price is nobody's business here: of a gift. */
  readonly currency: string | undefined;
  /** Why goods of this kind come back, in the shopper's words; none while they are fetched. */
  readonly branches: Branches;
  readonly picked: Picked | undefined;
  readonly onQuantity: (quantity: number) => void;
  readonly onReason: (reason: string | undefined) => void;
}

/** One line of the purchase: how many come back, and why. */
export function PickLine({ line, currency, branches, picked, onQuantity, onReason }: PickLineProps) {
  const texts = useTexts();
  const { t } = texts;
  const title = line.title ?? line.sku;
  const quantity = picked?.quantity ?? 0;
  const left = returnable(line);
  return (
    <li className={quantity > 0 ? "pick-line picked" : "pick-line"}>
      <div className="pick-title">
        <b>{title}</b>
        <span className="soft num">
          {line.sku} · {t("staff.counter.left", { count: left })}
          {currency !== undefined && ` · ${texts.money({ amount: givenBack(line, Math.max(quantity, 1)), currency })}`}
        </span>
      </div>
      <Stepper title={title} quantity={quantity} most={left} onQuantity={onQuantity} />
      {quantity > 0 && (
        <NativeSelect
          className="pick-reason"
          size="md"
          aria-label={t("staff.counter.reason", { title })}
          value={picked?.reason ?? ""}
          data={[
            { value: "", label: t("staff.counter.no-reason") },
            ...branches.map(({ says: group, reasons }) => ({
              group,
              items: reasons.map(({ reason: value, says: label }) => ({ value, label })),
            })),
          ]}
          onChange={({ currentTarget: { value } }) => onReason(value === "" ? undefined : value)}
        />
      )}
    </li>
  );
}
