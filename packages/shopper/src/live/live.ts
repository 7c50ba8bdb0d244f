/**
 * Keeps an open page up to date: asks the server to say when something changes, and then puts the new page's content in place of the old one. Who
 * is choosing or writing something is not interrupted: news is announced, and the page is loaded anew when they ask for it.
 */

/** Not more often, however fast news comes: milliseconds. */
const atLeast = 3_000;

const news = document.querySelector<HTMLElement>("[data-live]");
const address = news?.dataset["live"];

if (news && address) {
  let isWaiting = false;
  let last = Number.NEGATIVE_INFINITY;
  const source = new EventSource(address);
  source.addEventListener("changed", () => {
    if (isWaiting) return;
    isWaiting = true;
    const renewNow = async () => {
      isWaiting = false;
      last = performance.now();
      if (!(await renew(news))) source.close();
    };
    setTimeout(renewNow, Math.max(0, last + atLeast - performance.now()));
  });
  // A page that lies in the browser's memory would keep its connection, and there are six for a site.
  addEventListener("pagehide", () => source.close());
}

/** False once the page is no longer this reader's to see. */
async function renew(announcement: HTMLElement): Promise<boolean> {
  const main = document.querySelector("main");
  if (!main || isBusy(main)) {
    announcement.hidden = false;
    return true;
  }
  const answer = await fetch(location.href, { headers: { accept: "text/html" } }).catch(() => undefined);
  if (!answer) return true;
  if (!answer.ok) return false;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main");
  if (!fresh) return false;
  if (isBusy(main)) {
    announcement.hidden = false;
    return true;
  }
  for (const { id } of main.querySelectorAll("details[open][id]"))
    fresh.querySelector(`#${id}`)?.setAttribute("open", "");
  main.replaceWith(fresh);
  return true;
}

/** Something in it has the focus, or has been filled in and not sent. */
function isBusy(main: HTMLElement): boolean {
  if (main.contains(document.activeElement)) return true;
  const isFilled = [...main.querySelectorAll<HTMLInputElement>("input")].some(
    (input) => input.checked !== input.defaultChecked || input.value !== input.defaultValue,
  );
  return isFilled || [...main.querySelectorAll("option")].some((option) => option.selected !== option.defaultSelected);
}
