import { NativeSelect } from "@mantine/core";
import { useTexts } from "../language/index.ts";
import { MinusIcon, PlusIcon, useWording } from "../ui/index.ts";
import { givenBack } from "./given-back.ts";
import { type Picked, returnable } from "./selection.ts";
import type { CounterOrder } from "./take-back-page.tsx";

/** Return reason handles of the product taxonomy, the frequent ones first. */
const reasons = [
  "too-small",
  "too-big",
  "changed-my-mind",
  "damaged-or-defective",
  "item-not-as-described",
  "style",
  "color",
  "received-the-wrong-item",
  "other-reason",
] as const;

interface PickLineProps {
  readonly line: CounterOrder["lines"][number];
  /** Undefined where the price is nobody's business here: of a gift. */
  readonly currency: string | undefined;
  readonly picked: Picked | undefined;
  readonly onQuantity: (quantity: number) => void;
  readonly onReason: (reason: string | undefined) => void;
}

/** One line of the purchase: how many come back, and why. */
export function PickLine({ line, currency, picked, onQuantity, onReason }: PickLineProps) {
  const texts = useTexts();
  const { t } = texts;
  const wording = useWording();
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
      <fieldset className="stepper" aria-label={t("staff.counter.quantity", { title })}>
        <button
          type="button"
          aria-label={t("staff.counter.less", { title })}
          disabled={quantity === 0}
          onClick={() => onQuantity(quantity - 1)}
        >
          <MinusIcon size={22} />
        </button>
        <output className="num" aria-live="polite">
          {texts.number(quantity)}
        </output>
        <button
          type="button"
          aria-label={t("staff.counter.more", { title })}
          disabled={quantity === left}
          onClick={() => onQuantity(quantity + 1)}
        >
          <PlusIcon size={22} />
        </button>
      </fieldset>
      {quantity > 0 && (
        <NativeSelect
          className="pick-reason"
          size="md"
          aria-label={t("staff.counter.reason", { title })}
          value={picked?.reason ?? ""}
          data={[
            { value: "", label: t("staff.counter.no-reason") },
            ...reasons.map((reason) => ({ value: reason, label: wording.returnReason(reason) })),
          ]}
          onChange={({ currentTarget: { value } }) => onReason(value === "" ? undefined : value)}
        />
      )}
    </li>
  );
}
