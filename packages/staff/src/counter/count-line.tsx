import { Stepper } from "./stepper.tsx";

interface CountLineProps {
  readonly title: string;
  readonly under: string;
  readonly quantity: number;
  readonly most: number;
  readonly onQuantity: (quantity: number) => void;
}

/** Something that is counted at the counter. */
export function CountLine({ title, under, quantity, most, onQuantity }: CountLineProps) {
  return (
    <li className={quantity > 0 ? "pick-line picked" : "pick-line"}>
      <div className="pick-title">
        <b>{title}</b>
        <span className="soft num">{under}</span>
      </div>
      <Stepper title={title} quantity={quantity} most={most} onQuantity={onQuantity} />
    </li>
  );
}
