import { useTexts } from "../language/index.ts";
import { type Measure, measures } from "./measured.ts";

interface MeasureTabsProps {
  readonly measure: Measure;
  readonly onChoose: (measure: Measure) => void;
}

/** Which figure the curve and the tables below show. */
export function MeasureTabs({ measure, onChoose }: MeasureTabsProps) {
  const { t } = useTexts();
  return (
    <fieldset className="switch">
      <legend className="visually-hidden">{t("measurement.figure.title")}</legend>
      {measures.map((each) => (
        <label key={each}>
          <input type="radio" name="measure" checked={each === measure} onChange={() => onChoose(each)} />
          <span>{t(`measurement.${each}.title`)}</span>
        </label>
      ))}
    </fieldset>
  );
}
