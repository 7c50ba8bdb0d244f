import { TextInput } from "@mantine/core";
import { useTexts } from "../../language/index.ts";
import { useEditing, useField } from "./editing.tsx";
import { NumberField } from "./number-fields.tsx";
import { Section, Tick } from "./section.tsx";

/** How what the program gives may be used: together with what, and what happens when the purchase comes back. */
export function OfferRules() {
  const { t } = useTexts();
  const { draft, change, setNumber } = useEditing();
  const { offers } = draft;
  // An empty one stays to be seen: it is refused even where nothing is used once more.
  const grace = draft.numbers["offers/graceDays"];
  const group = useField("offers/group");
  return (
    <Section title={t("programs.field.offers")} help={t("programs.offers.help")}>
      <div className="fields">
        <TextInput
          id={group.id}
          error={group.error}
          label={t("programs.field.offers.group")}
          description={t("programs.help.offers.group")}
          value={offers.group}
          maxLength={60}
          spellCheck={false}
          autoCapitalize="off"
          onChange={({ currentTarget }) => change({ offers: { ...offers, group: currentTarget.value } })}
        />
      </div>
      <Tick
        label={t("programs.field.offers.reinstate")}
        checked={offers.reinstate}
        onChange={(reinstate) => change({ offers: { ...offers, reinstate } })}
      />
      {(offers.reinstate || grace === undefined) && (
        <div className="fields">
          <NumberField
            path="offers/graceDays"
            label={t("programs.field.offers.grace-days")}
            help={t("programs.help.offers.grace-days")}
            value={grace}
            onChange={(days) => setNumber("offers/graceDays", days)}
          />
        </div>
      )}
    </Section>
  );
}
