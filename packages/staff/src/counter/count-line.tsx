import { useTexts } from "../language/index.ts";
import { MinusIcon, PlusIcon } from "../ui/index.ts";

interface CountLineProps {
  readonly title: string;
  readonly under: string;
  readonly quantity: number;
  readonly most: number;
  readonly onQuantity: (quantity: number) => void;
}

/** Something that is counted at the counter, with keys as large as a thumb. */
export function CountLine({ title, under, quantity, most, onQuantity }: CountLineProps) {
  const texts = useTexts();
  const { t } = texts;
  return (
    <li className={quantity > 0 ? "pick-line picked" : "pick-line"}>
      <div className="pick-title">
        <b>{title}</b>
        <span className="soft num">{under}</span>
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
          disabled={quantity >= most}
          onClick={() => onQuantity(quantity + 1)}
        >
          <PlusIcon size={22} />
        </button>
      </fieldset>
    </li>
  );
}
