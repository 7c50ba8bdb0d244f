import type { ReactNode } from "react";
import { Definition } from "./definition.tsx";

/** A strip of figures. */
export function Figures({ children }: { children: ReactNode }) {
  return <dl className="figures">{children}</dl>;
}

interface FigureProps {
  readonly label: string;
  readonly value: ReactNode;
  /** The interval, or what the figure is measured against. */
  readonly beside?: ReactNode;
  /** What it means and how it is counted. */
  readonly definition?: ReactNode;
}

/** One figure with its interval and a click to its definition. */
export function Figure({ label, value, beside, definition }: FigureProps) {
  return (
    <div className="figure">
      <dt>
        {label}
        {definition !== undefined && <Definition of={label}>{definition}</Definition>}
      </dt>
      <dd className="figure-value num">{value}</dd>
      {beside !== undefined && <dd className="figure-beside num">{beside}</dd>}
    </div>
  );
}
