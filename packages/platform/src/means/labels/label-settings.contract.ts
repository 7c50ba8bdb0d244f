import { z } from "zod";
import { contract } from "../../foundation/contracts/index.ts";
import { LabelSettings } from "./label-settings.schema.ts";

export const getLabelSettings = contract("return-labels.get-settings", {
  summary: "Where goods go back to, by which ways, and what these cost the shop; as it is usual where nobody has said.",
  http: "GET /v1/return-label-settings",
  input: z.strictObject({}),
  output: LabelSettings,
});

export const saveLabelSettings = contract("return-labels.save-settings", {
  summary: "Says where goods go back to and by which ways; labels that were made before stay as they are.",
  http: "PUT /v1/return-label-settings",
  input: LabelSettings,
  output: LabelSettings,
});
