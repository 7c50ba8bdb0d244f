import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
} from "@mantine/core";

/** Ten steps around the one accent; step 7 is the accent of the light scheme, step 3 that of the dark one. */
const accent: MantineColorsTuple = [
  "#e3efe9",
  "#c9e1d6",
  "#a1d3be",
  "#6cc3a2",
  "#4cab88",
  "#338f6e",
  "#227658",
  "#17604a",
  "#0f4a38",
  "#093528",
];

export const theme = createTheme({
  primaryColor: "accent",
  primaryShade: { light: 7, dark: 3 },
  colors: { accent },
  // The library picks the ink on the accent for the light scheme only; on the dark scheme's accent it would be white.
  variantColorResolver: (input) =>
    input.variant === "filled" && input.color === "accent"
      ? {
          background: "var(--accent)",
          hover: "var(--accent-deep)",
          color: "var(--accent-ink)",
          border: "1px solid transparent",
        }
      : defaultVariantColorsResolver(input),
  // What a field means stands below it, so that fields side by side stay in line.
  components: { InputWrapper: { defaultProps: { inputWrapperOrder: ["label", "input", "description", "error"] } } },
  fontFamily: "var(--sans)",
  headings: { fontFamily: "var(--serif)", fontWeight: "500" },
  defaultRadius: "var(--r-small)",
  focusRing: "auto",
  respectReducedMotion: true,
  cursorType: "pointer",
});

/** The component library's variables, pointed at the look's tokens, so that a colour is named in one place only. */
const tokens = {
  "--mantine-color-body": "var(--paper)",
  "--mantine-color-text": "var(--ink)",
  "--mantine-color-dimmed": "var(--soft)",
  "--mantine-color-placeholder": "var(--soft)",
  "--mantine-color-error": "var(--bad)",
  "--mantine-color-anchor": "var(--accent)",
  "--mantine-color-default": "var(--card)",
  "--mantine-color-default-hover": "var(--wash)",
  "--mantine-color-default-color": "var(--ink)",
  "--mantine-color-default-border": "var(--edge)",
  "--mantine-primary-color-filled": "var(--accent)",
  "--mantine-primary-color-filled-hover": "var(--accent-deep)",
  "--mantine-primary-color-contrast": "var(--accent-ink)",
  "--mantine-primary-color-light": "var(--accent-wash)",
  "--mantine-primary-color-light-color": "var(--accent)",
  "--mantine-color-disabled": "var(--wash)",
  "--mantine-color-disabled-color": "var(--soft)",
  "--mantine-color-disabled-border": "var(--line)",
};

/** Given for each scheme, because the library's own values of a scheme outweigh what is given for both. */
export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: tokens, dark: tokens });
