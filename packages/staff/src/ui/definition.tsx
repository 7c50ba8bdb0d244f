import { ActionIcon, Popover } from "@mantine/core";
import type { ReactNode } from "react";
import { useTexts } from "../language/index.ts";
import { InfoIcon } from "./icons.tsx";

/** A small button beside a figure that opens what the figure means. */
export function Definition({ of, children }: { of: string; children: ReactNode }) {
  const { t } = useTexts();
  return (
    <Popover width={320} position="bottom-start" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={24}
          className="definition"
          aria-label={t("staff.definition", { of })}
        >
          <InfoIcon size={16} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={of}>
        <div className="definition-text" tabIndex={-1}>
          {children}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
