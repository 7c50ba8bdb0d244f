import { useTexts } from "../language/index.ts";
import { Dialog } from "../ui/index.ts";

const shortcuts = [
  { keys: ["/"], text: "staff.help.search" },
  { keys: ["j", "k"], text: "staff.help.move" },
  { keys: ["Enter"], text: "staff.help.enter" },
  { keys: ["e"], text: "programs.help.edit" },
  { keys: ["c"], text: "console-delivery.help-choose" },
  { keys: ["Ctrl", "S"], text: "programs.help.save" },
  { keys: ["Ctrl", "␣"], text: "programs.help.complete" },
  { keys: ["?"], text: "staff.help.help" },
] as const;

export function HelpDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTexts();
  return (
    <Dialog open={open} title={t("staff.help.title")} onClose={onClose}>
      <dl className="shortcuts">
        {shortcuts.map(({ keys, text }) => (
          <div key={text}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{t(text)}</dd>
          </div>
        ))}
      </dl>
      <p className="soft small">{t("staff.help.scanner")}</p>
    </Dialog>
  );
}
