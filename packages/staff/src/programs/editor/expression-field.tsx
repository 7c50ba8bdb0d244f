import { ConditionField } from "../../conditions/index.ts";
import { useTexts } from "../../language/index.ts";
import { useEditing, useField } from "./editing.tsx";

interface ExpressionFieldProps {
  readonly path: string;
  readonly label: string;
  readonly help?: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
}

/** A condition over the moment's facts; left empty it holds for everybody. */
export function ExpressionField({ path, ...field }: ExpressionFieldProps) {
  const { t, has } = useTexts();
  const { moment } = useEditing();
  const { id, fault, error } = useField(path);
  const meaning = (fact: string) => {
    const key = `programs.fact.${fact.replaceAll("_", "-")}`;
    return has(key) ? t(key) : "";
  };
  return (
    <ConditionField
      {...field}
      id={id}
      facts={moment.facts}
      meaning={meaning}
      placeholder={t("programs.expression.everyone")}
      error={error}
      at={fault?.at}
    />
  );
}
