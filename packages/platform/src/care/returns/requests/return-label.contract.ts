import { z } from "zod";
import { ReturnRequestId } from "../../../facts/identifiers/index.ts";
import { fileContract } from "../../../foundation/contracts/index.ts";

const One = z.strictObject({ returnRequestId: ReturnRequestId });

export const printReturnLabel = fileContract("return-requests.label", {
  summary:
    "The valid labels of a return to be printed, with what to do and a slip for the parcel, in the language of whoever asks.",
  http: "GET /v1/return-requests/:returnRequestId/label",
  input: One,
  answers: ["application/pdf"],
});

export const showReturnCode = fileContract("return-requests.qr", {
  summary: "The code that is shown where a return is handed over: its label's, or where it has none its own number.",
  http: "GET /v1/return-requests/:returnRequestId/qr",
  input: One,
  answers: ["image/svg+xml"],
});
