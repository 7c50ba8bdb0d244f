import { Link, Outlet, useLocation } from "@tanstack/react-router";
import { useCallback, useEffect, useRef, useState } from "react";
import { useShortcuts } from "../keyboard/index.ts";
import { useTexts } from "../language/index.ts";
import { areasOf, useSession } from "../session/index.ts";
import { Dialog, MenuIcon } from "../ui/index.ts";
import { HelpDialog } from "./help-dialog.tsx";
import { Navigation } from "./navigation.tsx";

/** What stands around every page: the way through the application beside it, or above it on a phone. */
export function Shell() {
  const { t } = useTexts();
  const session = useSession();
  const [help, setHelp] = useState(false);
  const [menu, setMenu] = useState(false);
  const closeHelp = useCallback(() => setHelp(false), []);
  const closeMenu = useCallback(() => setMenu(false), []);
  const openHelp = useCallback(() => {
    setMenu(false);
    setHelp(true);
  }, []);
  useShortcuts(openHelp);
  const main = useFocusOnNewPage();
  if (session === undefined) return null;
  const home = `/${areasOf(session.role)[0] ?? "console"}` as const;
  return (
    <div className="shell">
      <a className="skip-link" href="#content">
        {t("common.skip-to-content")}
      </a>
      <header className="top-bar">
        <Link to={home} className="brand" activeProps={{}}>
          Aftercare
        </Link>
        <button type="button" className="icon-button" aria-label={t("staff.nav.open")} onClick={() => setMenu(true)}>
          <MenuIcon size={22} />
        </button>
      </header>
      <div className="side">
        <Link to={home} className="brand" activeProps={{}}>
          Aftercare
        </Link>
        <Navigation session={session} onHelp={openHelp} />
      </div>
      <Dialog open={menu} title="Aftercare" onClose={closeMenu} side>
        <Navigation session={session} onHelp={openHelp} onChosen={closeMenu} />
      </Dialog>
      <main className="page" id="content" tabIndex={-1} ref={main}>
        <Outlet />
      </main>
      <HelpDialog open={help} onClose={closeHelp} />
    </div>
  );
}

/** A reader of the screen hears the new page, and the next Tab starts in it; the first page keeps the browser's own start. */
function useFocusOnNewPage() {
  const main = useRef<HTMLElement>(null);
  const pathname = useLocation({ select: (location) => location.pathname });
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    if (!main.current?.contains(document.activeElement)) main.current?.focus({ preventScroll: true });
  }, [pathname]);
  return main;
}
