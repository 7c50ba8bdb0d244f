import type { ComponentChildren } from "preact";

interface OptionCardProps {
  readonly name: "method" | "resolution" | "remedy";
  readonly value: string;
  readonly checked: boolean;
  readonly title: string;
  /** What it gives or costs. */
  readonly price: string;
  readonly notes: readonly string[];
  readonly children?: ComponentChildren;
}

/** One of several things that can be chosen, with what it gives or costs beside its name. */
export function OptionCard({ name, value, checked, title, price, notes, children }: OptionCardProps) {
  return (
    <label class="choice option">
      <input type="radio" name={name} value={value} required checked={checked} />
      <span>
        <span class="name">
          <b>{title}</b>
          <span class="num">{price}</span>
        </span>
        {notes.map((note) => (
          <span key={note} class="small soft">
            {note}
          </span>
        ))}
        {children}
      </span>
    </label>
  );
}
