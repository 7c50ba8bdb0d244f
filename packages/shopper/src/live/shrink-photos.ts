/**
 * Makes a photo small enough to be sent: phones take larger ones than are taken here, and who stands with goods in their hand should not have to know
 * how to change that. What is small enough, or no picture, is left as it is, and the server says what it thinks of it.
 */

/** What is taken, with room for what is sent around it: bytes. */
const most = 4 * 1024 * 1024 - 4_096;
/** Enough to see an open seam: pixels of the longer side. */
const longest = 2_400;

for (const input of document.querySelectorAll<HTMLInputElement>("input[type=file]")) {
  let shrinking: Promise<void> | undefined;
  input.addEventListener("change", () => {
    shrinking = shrink(input).finally(() => {
      shrinking = undefined;
    });
  });
  // Who is faster than their phone waits for it.
  input.form?.addEventListener("submit", async (event) => {
    if (!shrinking) return;
    event.preventDefault();
    await shrinking;
    input.form?.submit();
  });
}

async function shrink(input: HTMLInputElement): Promise<void> {
  const [file] = input.files ?? [];
  if (!file || file.size <= most) return;
  const picture = await createImageBitmap(file).catch(() => undefined);
  if (!picture) return;
  const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const small = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.85));
  if (!small || small.size > most) return;
  const chosen = new DataTransfer();
  chosen.items.add(new File([small], "photo.jpg", { type: "image/jpeg" }));
  input.files = chosen.files;
}
