import { logIn } from "@aftercare/platform/contract";
import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useNavigate, useRouter, useSearch } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useCommand } from "../api/index.ts";
import { useTexts, useTitle } from "../language/index.ts";
import { areasOf, returnPath, startSession } from "../session/index.ts";
import { Preferences } from "../shell/preferences.tsx";
import { useFailureText } from "../ui/index.ts";

/** Logs a member of staff in, and leads to the page they wanted or to their place of work. */
export function LoginPage() {
  const { t } = useTexts();
  const { from } = useSearch({ from: "/login" });
  const navigate = useNavigate();
  const router = useRouter();
  const failureText = useFailureText();
  const [login, setLogin] = useState("");
  const [password, setPassword] = useState("");
  const [elsewhere, setElsewhere] = useState(false);
  const start = useCommand(logIn);
  useTitle(t("staff.login.title"));

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setElsewhere(false);
    const session = await start.mutateAsync({ login, password }).catch(() => undefined);
    if (session === undefined) return;
    const areas = areasOf(session.role);
    const [home] = areas;
    if (home === undefined) return setElsewhere(true);
    startSession(session);
    const wanted = returnPath(from, areas);
    if (wanted === undefined) return navigate({ to: `/${home}` });
    router.history.push(wanted);
  };

  return (
    <main className="login">
      <div className="login-card">
        <p className="brand">Aftercare</p>
        <h1>{t("staff.login.heading")}</h1>
        <form onSubmit={(event) => void submit(event)}>
          <TextInput
            label={t("staff.login.login")}
            name="username"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            size="md"
            required
            withAsterisk={false}
            maxLength={120}
            value={login}
            onChange={(event) => setLogin(event.currentTarget.value)}
          />
          <PasswordInput
            label={t("staff.login.password")}
            name="password"
            autoComplete="current-password"
            size="md"
            required
            withAsterisk={false}
            maxLength={200}
            visibilityToggleButtonProps={{ "aria-label": t("staff.login.show-password"), tabIndex: 0 }}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <p role="alert" className="form-problem">
            {start.isError && failureText(start.error)}
            {elsewhere && t("staff.login.no-place")}
          </p>
          <Button type="submit" size="md" fullWidth loading={start.isPending}>
            {t("staff.login.submit")}
          </Button>
        </form>
        <p className="soft small">{t("staff.login.sample")}</p>
        <Preferences />
      </div>
    </main>
  );
}
