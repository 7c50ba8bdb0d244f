import { useTexts } from "../../language/index.ts";
import { carried } from "../policy-types.ts";
import { type DraftFee, pricedByWay } from "./draft.ts";
import { useField } from "./editing.tsx";
import { MoneyField } from "./number-fields.tsx";

interface FeeFieldProps {
  readonly path: string;
  readonly help: string;
  readonly fee: DraftFee;
  readonly onChange: (fee: DraftFee) => void;
}

/** What sending costs: one sum for every way back, or a price for each that needs a carrier. */
export function FeeField({ path, help, fee, onChange }: FeeFieldProps) {
  const { t } = useTexts();
  const { id, label, error } = useField(path);
  const isByWay = typeof fee === "object";
  return (
    <div className="policy-fee">
      {isByWay ? (
        <fieldset className="policy-ways" id={id} tabIndex={-1} aria-describedby={`${id}-help`}>
          <legend>{label}</legend>
          <p className="soft" id={`${id}-help`}>
            {help}
          </p>
          {carried.map((way) => (
            <MoneyField
              key={way}
              path={`${path}/${way}`}
              label={t(`return-policy.method.${way}`)}
              value={fee[way]}
              onChange={(value) => onChange({ ...fee, [way]: value })}
            />
          ))}
          {error !== undefined && <p className="field-error">{error}</p>}
        </fieldset>
      ) : (
        <MoneyField path={path} label={label} help={help} value={fee} onChange={onChange} />
      )}
      <label className="tick">
        <input
          type="checkbox"
          checked={isByWay}
          onChange={({ currentTarget }) => onChange(pricedByWay(fee, currentTarget.checked))}
        />
        <span>{t("return-policy.by-way")}</span>
      </label>
    </div>
  );
}
