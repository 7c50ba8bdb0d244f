import type { Exchange, PageContext } from "../views.ts";

interface ExchangedForProps extends Pick<PageContext, "words"> {
  readonly exchange: Exchange;
}

/** The goods that were chosen for those that go back. */
export function ExchangedFor({ words, exchange: { lines } }: ExchangedForProps) {
  return (
    <ul class="rows">
      {lines.map(({ line, title, variant, quantity }) => (
        <li key={line}>
          <b>
            {quantity > 1 && `${words.number(quantity)} × `}
            {variant === undefined ? title : `${title}, ${variant}`}
          </b>
        </li>
      ))}
    </ul>
  );
}
