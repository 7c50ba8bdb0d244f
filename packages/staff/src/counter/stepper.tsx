import { useTexts } from "../language/index.ts";
import { MinusIcon, PlusIcon } from "../ui/index.ts";

interface StepperProps {
  /** What is counted, for who hears the page. */
  readonly title: string;
  readonly quantity: number;
  readonly most: number;
  readonly onQuantity: (quantity: number) => void;
}

/** How many, from none to `most`, with keys as large as a thumb. */
export function Stepper({ title, quantity, most, onQuantity }: StepperProps) {
  const texts = useTexts();
  const { t } = texts;
  return (
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
  );
}
