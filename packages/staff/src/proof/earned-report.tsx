import type { ReactNode } from "react";
import { useTexts } from "../language/index.ts";
import { ComparedArms } from "./compared-arms.tsx";
import { EarnedCurve } from "./earned-curve.tsx";
import { EarnedFigures } from "./earned-figures.tsx";
import { EarnedGroups } from "./earned-groups.tsx";
import { MeasureTabs } from "./measure-tabs.tsx";
import {
  type Division,
  divisions,
  type Group,
  type Measure,
  type Measured,
  measures,
  oneOf,
  type Week,
} from "./measured.ts";
import type { Waited } from "./pending-together.ts";

/** What stands in the address: which figure is looked at, how shoppers are divided, in which currency. */
export interface ReportSearch {
  readonly measure?: string;
  readonly by?: string;
  readonly currency?: string;
}

interface EarnedReportProps {
  readonly measured: Measured;
  readonly weeks: readonly Week[];
  readonly groups: readonly Group[];
  readonly currency: string;
  readonly search: ReportSearch;
  /** Of the files that are saved. */
  readonly name: string;
  readonly onSearch: (change: ReportSearch) => void;
  /** Between the figures and the curve. */
  readonly children?: ReactNode;
}

/** What was added, from the sum down to its parts. */
export function EarnedReport({
  measured,
  weeks,
  groups,
  currency,
  search,
  name,
  onSearch,
  children,
}: EarnedReportProps) {
  const measure = oneOf<Measure>(measures, search.measure);
  const by = oneOf<Division>(divisions, search.by);
  return (
    <>
      <EarnedFigures measured={measured} currency={currency} />
      {children}
      <MeasureTabs measure={measure} onChoose={(chosen) => onSearch({ measure: chosen })} />
      <div className="two">
        <EarnedCurve weeks={weeks} measure={measure} currency={currency} name={name} />
        <ComparedArms measured={measured} measure={measure} currency={currency} />
      </div>
      <EarnedGroups
        groups={groups}
        measure={measure}
        by={by}
        currency={currency}
        name={name}
        onDivide={(chosen) => onSearch({ by: chosen })}
      />
    </>
  );
}

interface PendingNoteProps {
  readonly measurement: Waited;
}

/** How many outcomes are still to come, and when the first is. */
export function PendingNote({ measurement: { asOf, pending } }: PendingNoteProps) {
  const texts = useTexts();
  const { t } = texts;
  const { decisions: count, nextAt } = pending;
  if (count === 0) return null;
  return (
    <p className="soft">
      {nextAt === undefined || nextAt <= asOf
        ? t("measurement.pending", { count })
        : t("measurement.pending-until", { count, when: texts.date(new Date(nextAt)) })}
    </p>
  );
}
