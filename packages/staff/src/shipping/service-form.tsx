import { locales } from "@aftercare/messages/browser";
import { listServices, listSlots, saveService } from "@aftercare/platform/contract";
import { NativeSelect, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useCommand } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { MoneyEntry, NumberEntry, Tick } from "../ui/index.ts";
import { SaveBar } from "./save-bar.tsx";
import { draftOf, type ServiceDraft, serviceOf } from "./service-draft.ts";
import { kinds, type Origin, type Service, useShippingWords } from "./shipping-words.ts";
import { SlotFields } from "./slot-fields.tsx";
import { StoreSelect } from "./store-select.tsx";
import { WeekdaysField } from "./weekdays-field.tsx";

interface ServiceFormProps {
  readonly service: Service;
  readonly origins: readonly Origin[];
  readonly services: readonly Service[];
  readonly isNew: boolean;
}

/** A service as one document: saved together, refused together with the field that is wrong. */
export function ServiceForm({ service, origins, services, isNew }: ServiceFormProps) {
  const { t } = useTexts();
  const words = useShippingWords();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const command = useCommand(saveService);
  const [draft, setDraft] = useState(() => draftOf(service));
  const change = (part: Partial<ServiceDraft>) => setDraft((before) => ({ ...before, ...part }));
  const whole = serviceOf(draft);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (whole === undefined) return;
    const saved = await command.mutateAsync(whole).catch(() => undefined);
    if (saved === undefined) return;
    for (const { name } of [listServices, listSlots]) await queries.invalidateQueries({ queryKey: [name] });
    if (isNew) await navigate({ to: "/console/shipping" });
  };
  const days = [
    ["statedP50", "shipping.stated-half"],
    ["statedP90", "shipping.stated-most"],
  ] as const;
  return (
    <form className="settings section" onSubmit={(event) => void save(event)}>
      <TextInput
        label={t("shipping.key")}
        description={t("shipping.key-help")}
        value={draft.key}
        maxLength={60}
        required
        disabled={!isNew}
        onChange={({ currentTarget }) => change({ key: currentTarget.value.trim() })}
      />
      <fieldset className="message-settings">
        <legend>{t("shipping.name")}</legend>
        {locales.map((locale) => (
          <TextInput
            key={locale}
            lang={locale}
            label={t(`common.own-language.${locale}`)}
            value={draft.title[locale] ?? ""}
            maxLength={80}
            onChange={({ currentTarget }) => change({ title: { ...draft.title, [locale]: currentTarget.value } })}
          />
        ))}
      </fieldset>
      <div className="toolbar labelled">
        <NativeSelect
          label={t("shipping.kind")}
          value={draft.kind}
          data={kinds.map((value) => ({ value, label: words.kind(value) }))}
          onChange={({ currentTarget }) =>
            change({ kind: kinds.find((kind) => kind === currentTarget.value) ?? draft.kind })
          }
        />
        <NativeSelect
          label={t("shipping.origin")}
          value={draft.origin}
          data={origins.map(({ key, title }) => ({ value: key, label: title }))}
          onChange={({ currentTarget }) => change({ origin: currentTarget.value })}
        />
        <TextInput
          label={t("shipping.carrier")}
          value={draft.carrier ?? ""}
          maxLength={80}
          onChange={({ currentTarget }) => change({ carrier: currentTarget.value })}
        />
      </div>
      {draft.kind === "pickup" && (
        <StoreSelect label={t("shipping.store")} value={draft.storeId} onChange={(storeId) => change({ storeId })} />
      )}
      {draft.kind === "slot" && <SlotFields slot={draft.slot} onChange={(slot) => change({ slot })} />}
      <TextInput
        label={t("shipping.goes-to")}
        description={t("shipping.countries-help")}
        value={draft.countries}
        required
        onChange={({ currentTarget }) => change({ countries: currentTarget.value })}
      />
      <WeekdaysField
        label={t("shipping.delivery-days")}
        value={draft.deliveryDays ?? [1, 2, 3, 4, 5, 6]}
        onChange={(deliveryDays) => change({ deliveryDays })}
      />
      <div className="toolbar labelled">
        <MoneyEntry
          label={t("shipping.price")}
          currency={draft.currency}
          value={draft.price}
          onChange={(price) => change({ price })}
        />
        <MoneyEntry
          label={t("shipping.free-from")}
          currency={draft.currency}
          value={draft.freeFrom}
          onChange={(freeFrom) => change({ freeFrom })}
        />
      </div>
      <fieldset className="message-settings">
        <legend>{t("shipping.stated")}</legend>
        <p className="soft">{t("shipping.stated-definition")}</p>
        <div className="toolbar labelled">
          {days.map(([field, label]) => (
            <NumberEntry
              key={field}
              label={t(label)}
              value={draft[field]}
              max={120}
              digits={0}
              onChange={(value) => change({ [field]: value })}
            />
          ))}
        </div>
      </fieldset>
      <NativeSelect
        label={t("shipping.upgrade-of")}
        description={t("shipping.upgrade-of-help")}
        value={draft.upgradeOf ?? ""}
        data={[
          { value: "", label: t("common.none") },
          ...services
            .filter(({ key }) => key !== draft.key)
            .map((each) => ({ value: each.key, label: words.title(each) })),
        ]}
        onChange={({ currentTarget }) => change({ upgradeOf: currentTarget.value })}
      />
      <NumberEntry
        label={t("shipping.rank")}
        description={t("shipping.rank-help")}
        value={draft.rank}
        max={1000}
        digits={0}
        onChange={(rank) => change({ rank })}
      />
      <Tick label={t("shipping.offered")} checked={draft.active ?? true} onChange={(active) => change({ active })} />
      <SaveBar command={command} disabled={whole === undefined || draft.deliveryDays?.length === 0} />
    </form>
  );
}
