import type { ReactNode } from "react";

interface IconProps {
  /** Side length in pixels. */
  readonly size?: number;
}

/** A drawing beside words that say the same, so that readers of the screen pass over it. */
function Icon({ size = 18, children }: IconProps & { children: ReactNode }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  );
}

export function SearchIcon({ size }: IconProps) {
  return (
    <Icon {...(size !== undefined && { size })}>
      <circle cx="11" cy="11" r="6.5" />
      <path d="m16 16 4.5 4.5" />
    </Icon>
  );
}

export function MenuIcon({ size }: IconProps) {
  return (
    <Icon {...(size !== undefined && { size })}>
      <path d="M4 7h16M4 12h16M4 17h16" />
    </Icon>
  );
}

export function CloseIcon({ size }: IconProps) {
  return (
    <Icon {...(size !== undefined && { size })}>
      <path d="m6 6 12 12M18 6 6 18" />
    </Icon>
  );
}

export function InfoIcon({ size }: IconProps) {
  return (
    <Icon {...(size !== undefined && { size })}>
      <circle cx="12" cy="12" r="8.5" />
      <path d="M12 11v5M12 7.8v.1" />
    </Icon>
  );
}

export function PlusIcon({ size }: IconProps) {
  return (
    <Icon {...(size !== undefined && { size })}>
      <path d="M12 5v14M5 12h14" />
    </Icon>
  );
}

export function MinusIcon({ size }: IconProps) {
  return (
    <Icon {...(size !== undefined && { size })}>
      <path d="M5 12h14" />
    </Icon>
  );
}

export function BackIcon({ size }: IconProps) {
  return (
    <Icon {...(size !== undefined && { size })}>
      <path d="M19 12H5m6-6-6 6 6 6" />
    </Icon>
  );
}

export function CheckIcon({ size }: IconProps) {
  return (
    <Icon {...(size !== undefined && { size })}>
      <path d="m5 12.5 4.5 4.5L19 7.5" />
    </Icon>
  );
}

export function ArrowUpIcon({ size }: IconProps) {
  return (
    <Icon {...(size !== undefined && { size })}>
      <path d="M12 19V5m-6 6 6-6 6 6" />
    </Icon>
  );
}

export function ArrowDownIcon({ size }: IconProps) {
  return (
    <Icon {...(size !== undefined && { size })}>
      <path d="M12 5v14m-6-6 6 6 6-6" />
    </Icon>
  );
}
