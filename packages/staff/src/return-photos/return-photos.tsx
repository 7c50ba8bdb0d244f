import {
  addReturnPhoto,
  type ContractOutput,
  getReturnPhoto,
  removeReturnPhoto,
  returnPhotosOfOrder,
} from "@aftercare/platform/contract";
import { Button, NativeSelect } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ChangeEvent, useRef, useState } from "react";
import { addressOf, call, reading, useCommand } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Failure, Loaded, Waiting } from "../ui/index.ts";

interface ReturnPhotosProps {
  readonly orderId: string;
  /** The lines that photos may show, by what they are called. */
  readonly lines: readonly { readonly line: number; readonly title: string }[];
  /** One was added or removed. */
  readonly onChanged?: () => void;
}

/** What goods of an order look like: photos of the shopper's and of staff's own, and a place to add one. */
export function ReturnPhotos({ orderId, lines, onChanged }: ReturnPhotosProps) {
  const { t } = useTexts();
  const query = useQuery(reading(returnPhotosOfOrder, { orderId }));
  return (
    <section className="section">
      <h2>{t("return-labels.photos.title")}</h2>
      <Loaded query={query} waiting={<Waiting lines={1} height={120} />}>
        {({ items }) => {
          const shown = items.filter(({ line }) => lines.some((each) => each.line === line));
          return shown.length === 0 ? (
            <p className="soft">{t("return-labels.photos.none")}</p>
          ) : (
            <Strip orderId={orderId} photos={shown} lines={lines} {...(onChanged && { onChanged })} />
          );
        }}
      </Loaded>
      <AddPhoto orderId={orderId} lines={lines} {...(onChanged && { onChanged })} />
    </section>
  );
}

type Photos = ContractOutput<typeof returnPhotosOfOrder>["items"];

function Strip({ orderId, photos, lines, onChanged }: ReturnPhotosProps & { readonly photos: Photos }) {
  const { t, dateTime } = useTexts();
  const queries = useQueryClient();
  const removal = useCommand(removeReturnPhoto);
  const remove = async (photoId: string) => {
    await removal.mutateAsync({ photoId }).catch(() => undefined);
    await queries.invalidateQueries({ queryKey: reading(returnPhotosOfOrder, { orderId }).queryKey });
    onChanged?.();
  };
  return (
    <>
      <ul className="photos">
        {photos.map(({ photoId, line, by, at }) => {
          const title = lines.find((each) => each.line === line)?.title ?? "";
          const address = addressOf(getReturnPhoto, { photoId });
          return (
            <li key={photoId}>
              <a href={address} target="_blank" rel="noreferrer">
                <img
                  src={address}
                  alt={t("return-labels.photos.of", { line: title, moment: dateTime(new Date(at)) })}
                  loading="lazy"
                />
              </a>
              <p>{title}</p>
              <p className="soft">{t(`return-labels.photos.by.${by}`)}</p>
              <button
                type="button"
                className="text-button"
                disabled={removal.isPending}
                onClick={() => void remove(photoId)}
              >
                {t("return-labels.photos.remove")}
              </button>
            </li>
          );
        })}
      </ul>
      {removal.isError && <Failure error={removal.error} />}
    </>
  );
}

function AddPhoto({ orderId, lines, onChanged }: ReturnPhotosProps) {
  const { t } = useTexts();
  const queries = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [line, setLine] = useState(lines[0]?.line ?? 1);
  const adding = useMutation({ mutationFn: (photo: File) => call(addReturnPhoto, { orderId, line, photo }) });
  const add = async ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    const [photo] = currentTarget.files ?? [];
    if (!photo) return;
    await adding.mutateAsync(photo).catch(() => undefined);
    // Chosen once more, the same file is another try.
    if (input.current) input.current.value = "";
    await queries.invalidateQueries({ queryKey: reading(returnPhotosOfOrder, { orderId }).queryKey });
    onChanged?.();
  };
  return (
    <>
      <div className="toolbar labelled">
        {lines.length > 1 && (
          <NativeSelect
            label={t("return-labels.photos.line")}
            value={String(line)}
            data={lines.map((each) => ({ value: String(each.line), label: each.title }))}
            onChange={({ currentTarget }) => setLine(Number(currentTarget.value))}
          />
        )}
        <input
          ref={input}
          type="file"
          accept="image/jpeg,image/png,image/webp"
          hidden
          onChange={(event) => void add(event)}
        />
        <Button variant="default" loading={adding.isPending} onClick={() => input.current?.click()}>
          {t("return-labels.photos.add")}
        </Button>
      </div>
      <p className="soft">{t("return-labels.photos.help")}</p>
      {adding.isError && <Failure error={adding.error} />}
    </>
  );
}
