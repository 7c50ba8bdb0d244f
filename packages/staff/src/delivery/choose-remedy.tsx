import { chooseRemedy, getIncident, listIncidents, remedyChoices } from "@aftercare/platform/contract";
import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { reading, useCommand } from "../api/index.ts";
import { chooseLink } from "../keyboard/index.ts";
import { useTexts } from "../language/index.ts";
import { ConfirmDialog, Failure } from "../ui/index.ts";
import type { Remedy } from "./remedies.tsx";

/** The choices as the shopper has them, to be chosen for them. What cannot be taken back is asked about once more. */
export function ChooseRemedy({ remedy }: { remedy: Remedy }) {
  const texts = useTexts();
  const { t } = texts;
  const queries = useQueryClient();
  const command = useCommand(chooseRemedy);
  const { incidentId, orderId, options, currency, withoutAnswer } = remedy;
  const [option, setOption] = useState(options.find(({ recommended }) => recommended)?.option ?? options[0]?.option);
  const picked = options.find((each) => each.option === option);
  if (picked === undefined) return <p className="soft">{t("console-delivery.choices-none")}</p>;
  const choose = async () => {
    const chosen = await command.mutateAsync({ incidentId, option: picked.option });
    queries.setQueryData(reading(remedyChoices, { orderId }).queryKey, { remedy: chosen });
    await queries.invalidateQueries({
      predicate: ({ queryKey: [name] }) => name === getIncident.name || name === listIncidents.name,
    });
  };
  const submit = (event: FormEvent, ask: () => void) => {
    event.preventDefault();
    if (picked.isFinal) ask();
    // A refusal is shown below the choices.
    else void choose().catch(() => undefined);
  };
  return (
    <ConfirmDialog
      title={t("console-delivery.choose-final-title")}
      text={t("console-delivery.choose-final-text", { name: picked.name })}
      action={t("console-delivery.choose")}
      onConfirm={choose}
      open={(ask) => (
        <form className="section" onSubmit={(event) => submit(event, ask)}>
          <fieldset className="choices">
            <legend className="visually-hidden">{t("console-delivery.choices")}</legend>
            {options.map((each) => (
              <label key={each.option} className="choice">
                <input
                  type="radio"
                  name="remedy"
                  checked={each.option === picked.option}
                  onChange={() => setOption(each.option)}
                  {...(each.option === picked.option && chooseLink)}
                />
                <span>
                  <b>{each.name}</b>
                  {each.amount !== undefined && (
                    <span className="num"> {texts.money({ amount: each.amount, currency })}</span>
                  )}
                  {each.recommended && <span className="tag good">{t("console-delivery.recommended")}</span>}
                  {each.byLaw && <span className="tag">{t("console-delivery.by-law")}</span>}
                  {each.isFinal && <span className="tag warn">{t("console-delivery.final")}</span>}
                  {each.option === withoutAnswer && <span className="tag">{t("console-delivery.without-answer")}</span>}
                  <span className="under-line soft">{each.text}</span>
                </span>
              </label>
            ))}
          </fieldset>
          {command.isError && <Failure error={command.error} />}
          <div>
            <Button type="submit" loading={command.isPending}>
              {t("console-delivery.choose-for")}
            </Button>
          </div>
        </form>
      )}
    />
  );
}
