import type { ContractOutput, claimOptions } from "@aftercare/platform/contract";
import { NativeSelect } from "@mantine/core";
import { useTexts } from "../language/index.ts";
import type { Claim } from "./claim-words.ts";

interface RemedyChoiceProps {
  readonly options: ContractOutput<typeof claimOptions>;
  readonly remedy: Claim["remedy"] | undefined;
  readonly onRemedy: (remedy: Claim["remedy"]) => void;
  readonly method: string;
  readonly onMethod: (method: string) => void;
}

/** What the law gives, each remedy with what becomes of it, and how the goods come. */
export function RemedyChoice({ options, remedy, onRemedy, method, onMethod }: RemedyChoiceProps) {
  const texts = useTexts();
  const { t } = texts;
  const { law, remedies, methods } = options;
  return (
    <>
      <h2>{t("claims.law")}</h2>
      <dl className="facts">
        <div>
          <dt>{t("claims.presumed")}</dt>
          <dd>
            {t(law.isPresumed ? "claims.presumed.yes" : "claims.presumed.no")}
            {law.presumedUntil !== undefined &&
              ` (${t("claims.report.until", { day: texts.date(law.presumedUntil) })})`}
          </dd>
        </div>
        {law.until !== undefined && (
          <div>
            <dt>{t("claims.until")}</dt>
            <dd>{texts.date(law.until)}</dd>
          </div>
        )}
      </dl>
      <p className="soft">{law.source}</p>
      <h2 id="wanted">{t("claims.wanted")}</h2>
      <fieldset className="choices" aria-labelledby="wanted">
        {remedies.map(({ remedy: each, doubts }) => (
          <label key={each} className="choice">
            <input type="radio" name="remedy" checked={each === remedy} onChange={() => onRemedy(each)} />
            <span>
              <b>{t(`claims.remedy.${each}`)}</b>{" "}
              <span className={doubts.length === 0 ? "tag good" : "tag"}>
                {t(doubts.length === 0 ? "claims.report.at-once" : "claims.state.reported")}
              </span>
              {doubts.length > 0 && (
                <span className="under-line soft">{doubts.map((doubt) => t(`claims.doubt.${doubt}`)).join(" ")}</span>
              )}
            </span>
          </label>
        ))}
      </fieldset>
      <NativeSelect
        label={t("claims.report.method")}
        value={method}
        data={methods.map((each) => ({
          value: each.method as string,
          label: t(`return-policy.method.${each.method}`),
        }))}
        onChange={({ currentTarget }) => onMethod(currentTarget.value)}
      />
    </>
  );
}
