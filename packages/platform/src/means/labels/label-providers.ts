import type { LabelProvider } from "./label-provider.ts";
import { localLabels } from "./local-labels.ts";

/** Who makes labels; an adapter to a carrier's service is named here. */
export const labelProviders: readonly LabelProvider[] = [localLabels];

/** @throws Error for a name that no adapter has: the settings were saved by another release */
export function providerNamed(name: string): LabelProvider {
  const provider = labelProviders.find((one) => one.name === name);
  if (!provider) throw new Error(`no provider of labels is named ${name}`);
  return provider;
}
