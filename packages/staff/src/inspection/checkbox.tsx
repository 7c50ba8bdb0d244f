interface CheckboxProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: () => void;
}

/** A tick large enough for a thumb; its label is read and not seen. */
export function Checkbox({ label, checked, onChange }: CheckboxProps) {
  return (
    <label className="thumb-tick">
      <input type="checkbox" checked={checked} onChange={onChange} />
      <span className="visually-hidden">{label}</span>
    </label>
  );
}
