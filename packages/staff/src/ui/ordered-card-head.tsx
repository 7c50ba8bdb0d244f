import { ArrowDownIcon, ArrowUpIcon, CloseIcon } from "./icons.tsx";

interface OrderedCardHeadProps {
  readonly title: string;
  /** What the buttons do, each with the card's name, for who hears the page. */
  readonly labels: { readonly up: string; readonly down: string; readonly remove: string };
  /** From 0, among `count`. */
  readonly position: number;
  readonly count: number;
  readonly onMove: (to: number) => void;
  readonly onRemove: () => void;
}

/** The head of one card of several whose order counts: it can be moved up and down, and taken out. */
export function OrderedCardHead({ title, labels, position, count, onMove, onRemove }: OrderedCardHeadProps) {
  return (
    <header className="editor-action-head">
      <h3>{title}</h3>
      <button
        type="button"
        className="icon-button"
        aria-label={labels.up}
        disabled={position === 0}
        onClick={() => onMove(position - 1)}
      >
        <ArrowUpIcon />
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label={labels.down}
        disabled={position === count - 1}
        onClick={() => onMove(position + 1)}
      >
        <ArrowDownIcon />
      </button>
      <button type="button" className="icon-button" aria-label={labels.remove} onClick={onRemove}>
        <CloseIcon />
      </button>
    </header>
  );
}
