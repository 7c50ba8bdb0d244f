import { assignStray, getOrder } from "@aftercare/platform/contract";
import { Button, NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { reading, useCommand } from "../api/index.ts";
import { Failure, Loaded, NumberEntry, RecordLink, useShopperName, Waiting } from "../ui/index.ts";
import { type ListedItem, useRefreshItems } from "./item-types.ts";
import { useItemWords } from "./item-words.ts";

interface AssignToOrderProps {
  readonly item: ListedItem;
  readonly orderId: string;
  readonly onDone: () => void;
}

/** Goods that belong to an order: as a return of one of its lines, which pays, or as its shopper's, who gets them back. */
export function AssignToOrder({ item, orderId, onDone }: AssignToOrderProps) {
  const words = useItemWords();
  const { t } = words;
  const shopperName = useShopperName();
  const refresh = useRefreshItems();
  const command = useCommand(assignStray);
  const order = useQuery({ ...reading(getOrder, { orderId }), staleTime: 0 });
  const [chosen, setChosen] = useState("");
  const [quantity, setQuantity] = useState<number | undefined>(item.quantity);
  const units = { ...(quantity !== undefined && quantity < item.quantity && { quantity }) };
  const send = async (to: Parameters<typeof command.mutateAsync>[0]["to"]) => {
    const done = await command.mutateAsync({ itemId: item.itemId, to, ...units }).catch(() => undefined);
    if (done === undefined) return;
    onDone();
    await refresh();
  };
  return (
    <Loaded query={order} waiting={<Waiting lines={3} height={44} />}>
      {({ number, shopper, lines }) => {
        const left = lines.filter((line) => line.quantity > line.returnedQuantity);
        const line = left.find((one) => String(one.line) === chosen) ?? left.find(({ sku }) => sku === item.sku);
        const isKnown = item.belongsTo === "shopper" && item.orderId === orderId;
        return (
          <div className="section">
            <p>
              <RecordLink id={orderId}>{t("dispositions.stray.of-order", { number })}</RecordLink> ·{" "}
              {shopperName(shopper)}
            </p>
            {left.length > 0 && (
              <>
                <NativeSelect
                  label={t("dispositions.stray.line")}
                  value={line === undefined ? "" : String(line.line)}
                  data={[
                    { value: "", label: t("dispositions.stray.choose-line") },
                    ...left.map((one) => ({
                      value: String(one.line),
                      label: `${one.title ?? one.sku} · ${words.units(one.quantity - one.returnedQuantity)}`,
                    })),
                  ]}
                  onChange={({ currentTarget }) => setChosen(currentTarget.value)}
                />
                {item.quantity > 1 && (
                  <NumberEntry
                    label={t("dispositions.stray.quantity")}
                    digits={0}
                    value={quantity}
                    max={item.quantity}
                    onChange={setQuantity}
                  />
                )}
                <p className="soft small">{t("dispositions.stray.take-back-help")}</p>
              </>
            )}
            <div className="stray-actions">
              {left.length > 0 && (
                <Button
                  loading={command.isPending}
                  disabled={line === undefined || quantity === undefined || quantity < 1}
                  onClick={() => line && void send({ as: "return", orderId, line: line.line })}
                >
                  {t("dispositions.stray.take-back")}
                </Button>
              )}
              {!isKnown && (
                <Button
                  variant="default"
                  loading={command.isPending}
                  onClick={() => void send({ as: "shopper", orderId })}
                >
                  {t("dispositions.stray.not-back")}
                </Button>
              )}
            </div>
            {command.isError && <Failure error={command.error} />}
          </div>
        );
      }}
    </Loaded>
  );
}
