import "./look/styles.ts";
import { loadTranslator, whenTextIsMissing } from "@aftercare/messages/browser";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/app.tsx";
import { followLostSession } from "./app/lost-session.ts";
import { initialLocale, timeZone } from "./language/index.ts";

if (import.meta.env.PROD) whenTextIsMissing("fall-back");

const texts = await loadTranslator(initialLocale(), timeZone);
followLostSession();
createRoot(document.getElementById("app")!).render(
  <StrictMode>
    <App texts={texts} />
  </StrictMode>,
);
