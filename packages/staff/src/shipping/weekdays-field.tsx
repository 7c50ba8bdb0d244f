import { useShippingWords, weekdays } from "./shipping-words.ts";

interface WeekdaysFieldProps {
  readonly label: string;
  /** 1 is Monday. */
  readonly value: readonly number[];
  readonly onChange: (days: number[]) => void;
}

/** Any days of the week. */
export function WeekdaysField({ label, value, onChange }: WeekdaysFieldProps) {
  const words = useShippingWords();
  const toggled = (day: number) => (value.includes(day) ? value.filter((each) => each !== day) : [...value, day]);
  return (
    <fieldset className="message-settings weekdays">
      <legend>{label}</legend>
      {weekdays.map((day) => (
        <label key={day} className="tick">
          <input
            type="checkbox"
            checked={value.includes(day)}
            onChange={() => onChange(toggled(day).toSorted((a, b) => a - b))}
          />
          <span>{words.weekday(day)}</span>
        </label>
      ))}
    </fieldset>
  );
}
