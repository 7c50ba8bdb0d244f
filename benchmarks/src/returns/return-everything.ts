import { type SeededRandom, seededRandom } from "@aftercare/learn";
import { operations } from "../../../packages/platform/src/capabilities.ts";
import type {
  createReturnRequest,
  receiveReturn,
  returnOptions,
} from "../../../packages/platform/src/care/returns/requests/return-request.contract.ts";
import type { ContractOutput } from "../../../packages/platform/src/foundation/contracts/index.ts";
import { newId, toWire } from "../../../packages/platform/src/foundation/ids/index.ts";
import { runAsOperator } from "../../../packages/platform/src/foundation/operations/index.ts";
import type { Platform } from "../../../packages/platform/src/platform.ts";

type Request = ContractOutput<typeof createReturnRequest>;
type Units = { readonly line: number; readonly quantity: number };

const reasons = ["too-small", "damaged-or-defective", "changed-my-mind", "received-the-wrong-item", "arrived-late"];
const paysBack = new Set(["refund", "store-credit"]);

/** How often each step was taken. */
export interface Counted {
  requests: number;
  cancelled: number;
  receipts: number;
  /** The same receipt sent once more. */
  repeated: number;
}

/**
 * Returns all units of an order in a random sequence: announced line by line or together, some called off and announced anew, received in one
 * or several parcels, a receipt sent twice now and then.
 */
export async function returnEverything(
  { work, clock }: Platform,
  order: { readonly orderId: string; readonly quantities: readonly number[] },
  counted: Counted,
): Promise<void> {
  const { orderId, quantities } = order;
  const random = seededRandom(orderId.length + quantities.join("-") + counted.requests);
  const call = async <Output>(name: string, input: object) => {
    const operation = operations.find((one) => one.contract.name === name);
    if (!operation) throw new Error(`there is no operation ${name}`);
    return (await runAsOperator(operation, input, { locale: "en", runtime: { work, clock } })) as Output;
  };
  const left = new Map(quantities.map((quantity, index) => [index + 1, quantity]));
  while (sum(left) > 0) {
    const lines = someOf(left, random).map((units) => ({ ...units, reason: reasons[random.int(reasons.length)]! }));
    const { methods, resolutions } = await call<ContractOutput<typeof returnOptions>>("return-requests.options", {
      ...{ orderId, lines },
    });
    const choose = resolutions.filter(({ resolution }) => paysBack.has(resolution));
    const request = await call<Request>("return-requests.create", {
      ...{ orderId, lines, plea: "for the measurement" },
      method: methods[random.int(methods.length)]?.method,
      resolution: choose[random.int(choose.length)]?.resolution,
    });
    counted.requests++;
    const { returnRequestId } = request;
    if (request.state === "requested") await call("return-requests.approve", { returnRequestId });
    else if (request.state === "open" && request.settled === 0 && random.next() < 0.1) {
      await call("return-requests.cancel", { returnRequestId });
      counted.cancelled++;
      continue;
    }
    const awaited = new Map<number, number>();
    for (const { line, quantity } of lines) {
      awaited.set(line, (awaited.get(line) ?? 0) + quantity);
      left.set(line, (left.get(line) ?? 0) - quantity);
    }
    while (request.state !== "closed" && sum(awaited) > 0) {
      const came = someOf(awaited, random);
      const receipt = { returnRequestId, returnId: toWire("ret", newId<"ret">()), lines: came };
      const receive = () => call<ContractOutput<typeof receiveReturn>>("return-requests.receive", receipt);
      if (random.next() < 0.1) {
        await Promise.all([receive(), receive()]);
        counted.repeated++;
      } else await receive();
      counted.receipts++;
      for (const { line, quantity } of came) awaited.set(line, (awaited.get(line) ?? 0) - quantity);
    }
  }
}

/** Some units of some lines that have any left, at least one. */
function someOf(left: ReadonlyMap<number, number>, random: SeededRandom): Units[] {
  const open = random.shuffle([...left].filter(([, quantity]) => quantity > 0));
  return open
    .slice(0, 1 + random.int(open.length))
    .map(([line, quantity]) => ({ line, quantity: 1 + random.int(quantity) }));
}

function sum(left: ReadonlyMap<number, number>): number {
  return [...left.values()].reduce((total, quantity) => total + quantity, 0);
}
