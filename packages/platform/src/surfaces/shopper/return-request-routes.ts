import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import { makeAppealOperation } from "../../care/appeals/index.ts";
import { cancelReturnRequestOperation } from "../../care/returns/requests/index.ts";
import type { Operation } from "../../foundation/operations/index.ts";
import type { Problem } from "../../foundation/problems/index.ts";
import { acceptForms } from "../http/index.ts";
import type { Pages } from "./answer.ts";
import { type FormWish, grantWishes } from "./form-wishes.ts";
import { photoRemovedIn, photosIn } from "./photo-forms.ts";
import { answerReturnRequest, placeOf, type RequestRoute } from "./return-request-view.ts";

interface AppealRoute {
  Params: RequestRoute["Params"] & { adverseDecisionId: string };
}

/** The page of a return that was announced; calling it off, having a refusal looked at again, and photos of what is wrong, by plain forms that lead back to it. */
export async function mountReturnRequests(app: FastifyInstance, pages: Pages): Promise<void> {
  app.get<RequestRoute>("/orders/:orderId/returns/:returnRequestId", (request, reply) =>
    answerReturnRequest(pages, request, reply),
  );

  app.post<RequestRoute>("/orders/:orderId/returns/:returnRequestId/cancel", (request, reply) => {
    const { returnRequestId } = request.params;
    return wish(request, reply, async () => [
      { operation: cancelReturnRequestOperation as Operation, input: { returnRequestId } },
    ]);
  });

  app.post<AppealRoute>("/orders/:orderId/returns/:returnRequestId/appeals/:adverseDecisionId", (request, reply) => {
    const { adverseDecisionId } = request.params;
    const { said } = (request.body ?? {}) as Record<string, unknown>;
    const input = { adverseDecisionId, said: typeof said === "string" ? said : "" };
    return wish(request, reply, async () => [{ operation: makeAppealOperation as Operation, input }]);
  });

  app.post<RequestRoute>("/orders/:orderId/returns/:returnRequestId/photos/remove", (request, reply) =>
    wish(request, reply, async () => photoRemovedIn(request)),
  );

  const mountUpload: FastifyPluginAsync = async (scope) => {
    await acceptForms(scope);
    scope.post<RequestRoute>("/orders/:orderId/returns/:returnRequestId/photos", (request, reply) =>
      wish(request, reply, () => photosIn(request)),
    );
  };
  // Apart, so that no other page reads files.
  await app.register(mountUpload);

  function wish(
    request: FastifyRequest<RequestRoute>,
    reply: FastifyReply,
    read: () => Promise<readonly FormWish[]>,
  ): Promise<FastifyReply> {
    const refused = (problem: Problem) => answerReturnRequest(pages, request, reply, problem);
    return grantWishes(pages, request, reply, { read, place: placeOf(request), refused });
  }
}
