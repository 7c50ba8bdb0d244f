import type { ReactNode } from "react";

interface SectionProps {
  readonly title: string;
  readonly help?: string;
  readonly children: ReactNode;
}

/** A part of the editor, with what it is for in plain words. */
export function Section({ title, help, children }: SectionProps) {
  return (
    <section className="editor-section">
      <h2>{title}</h2>
      {help !== undefined && <p className="soft">{help}</p>}
      {children}
    </section>
  );
}

interface SwitchProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

export function Tick({ label, checked, onChange }: SwitchProps) {
  return (
    <label className="tick">
      <input type="checkbox" checked={checked} onChange={({ currentTarget }) => onChange(currentTarget.checked)} />
      <span>{label}</span>
    </label>
  );
}
