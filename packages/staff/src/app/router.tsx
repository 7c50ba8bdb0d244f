import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { ApiProblem, queryClient } from "../api/index.ts";
import { logFilters } from "../decision-log/index.ts";
import { type Area, areasOf, sessionQuery } from "../session/index.ts";
import { NotFoundPage } from "../shell/not-found-page.tsx";
import { PageFailure } from "../shell/page-failure.tsx";
import { NotFound } from "../ui/index.ts";
import { optionalTexts, parseSearch, stringifySearch } from "./search-params.ts";

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFoundPage, errorComponent: PageFailure });

const login = createRoute({
  getParentRoute: () => root,
  path: "/login",
  validateSearch: optionalTexts("from"),
  component: lazyRouteComponent(() => import("../login/login-page.tsx"), "LoginPage"),
});

/** Everything behind the login. */
const staff = createRoute({
  getParentRoute: () => root,
  id: "staff",
  beforeLoad: async ({ location }) => {
    try {
      const session = await queryClient.ensureQueryData(sessionQuery);
      if (areasOf(session.role).length === 0) throw redirect({ to: "/login", search: { from: location.href } });
      return { session };
    } catch (error) {
      if (error instanceof ApiProblem && (error.status === 401 || error.status === 403)) {
        throw redirect({ to: "/login", search: { from: location.href } });
      }
      throw error;
    }
  },
  component: lazyRouteComponent(() => import("../shell/shell.tsx"), "Shell"),
});

function areaRoute<Path extends Area>(area: Path) {
  return createRoute({
    getParentRoute: () => staff,
    path: `/${area}` as `/${Path}`,
    beforeLoad: ({ context }) => {
      const areas = areasOf(context.session.role);
      if (!areas.includes(area)) throw redirect({ to: `/${areas[0] ?? "console"}` });
    },
    notFoundComponent: () => <NotFound />,
  });
}

const consoleArea = areaRoute("console");
const desk = areaRoute("desk");
const counter = areaRoute("counter");

const shopperPage = lazyRouteComponent(() => import("../records/shopper-page.tsx"), "ShopperPage");
const orderPage = lazyRouteComponent(() => import("../records/order-page.tsx"), "OrderPage");
const returnPage = lazyRouteComponent(() => import("../records/return-page.tsx"), "ReturnPage");
const messagePage = lazyRouteComponent(() => import("../messages/message-page.tsx"), "MessagePage");
const withdrawalPage = lazyRouteComponent(() => import("../withdrawals/withdrawal-page.tsx"), "WithdrawalPage");
const refundPage = lazyRouteComponent(() => import("../refunds/refund-page.tsx"), "RefundPage");
const parcelPage = lazyRouteComponent(() => import("../parcels/parcel-page.tsx"), "ParcelPage");
const decisionPage = lazyRouteComponent(() => import("../records/decision-page.tsx"), "DecisionPage");

const consoleRoutes = consoleArea.addChildren([
  createRoute({
    getParentRoute: () => consoleArea,
    path: "/",
    component: lazyRouteComponent(() => import("../console/overview-page.tsx"), "OverviewPage"),
  }),
  createRoute({
    getParentRoute: () => consoleArea,
    path: "/returns",
    validateSearch: optionalTexts("q", "action"),
    component: lazyRouteComponent(() => import("../console/returns-page.tsx"), "ReturnsPage"),
  }),
  createRoute({
    getParentRoute: () => consoleArea,
    path: "/model",
    component: lazyRouteComponent(() => import("../console/model-page.tsx"), "ModelPage"),
  }),
  createRoute({
    getParentRoute: () => consoleArea,
    path: "/programs",
    component: lazyRouteComponent(() => import("../programs/programs-page.tsx"), "ProgramsPage"),
  }),
  createRoute({
    getParentRoute: () => consoleArea,
    path: "/worth",
    validateSearch: optionalTexts("measure", "by", "currency", "sort"),
    component: lazyRouteComponent(() => import("../proof/worth-page.tsx"), "WorthPage"),
  }),
  createRoute({
    getParentRoute: () => consoleArea,
    path: "/programs/new",
    validateSearch: optionalTexts("from"),
    component: lazyRouteComponent(() => import("../programs/editor/new-program-page.tsx"), "NewProgramPage"),
  }),
  createRoute({
    getParentRoute: () => consoleArea,
    path: "/programs/$name",
    validateSearch: optionalTexts("version"),
    beforeLoad: ({ params, search }) => {
      // Where versions stood before the pages of a program were told apart.
      if (search.version !== undefined) throw redirect({ to: "/console/programs/$name/rules", params, search });
    },
    component: lazyRouteComponent(() => import("../programs/program-page.tsx"), "ProgramPage"),
  }),
  createRoute({
    getParentRoute: () => consoleArea,
    path: "/programs/$name/rules",
    validateSearch: optionalTexts("version"),
    component: lazyRouteComponent(() => import("../programs/rules-page.tsx"), "RulesPage"),
  }),
  createRoute({
    getParentRoute: () => consoleArea,
    path: "/programs/$name/earned",
    validateSearch: optionalTexts("measure", "by", "currency"),
    component: lazyRouteComponent(() => import("../programs/earned-page.tsx"), "EarnedPage"),
  }),
  createRoute({
    getParentRoute: () => consoleArea,
    path: "/programs/$name/models",
    validateSearch: optionalTexts("model"),
    component: lazyRouteComponent(() => import("../programs/models/models-page.tsx"), "ModelsPage"),
  }),
  createRoute({
    getParentRoute: () => consoleArea,
    path: "/programs/$name/versions",
    validateSearch: optionalTexts("from", "to"),
    component: lazyRouteComponent(() => import("../programs/versions-page.tsx"), "VersionsPage"),
  }),
  createRoute({
    getParentRoute: () => consoleArea,
    path: "/programs/$name/edit",
    component: lazyRouteComponent(() => import("../programs/editor/edit-program-page.tsx"), "EditProgramPage"),
  }),
  createRoute({
    getParentRoute: () => consoleArea,
    path: "/programs/$name/preview",
    component: lazyRouteComponent(() => import("../programs/preview-page.tsx"), "PreviewPage"),
  }),
  createRoute({
    getParentRoute: () => consoleArea,
    path: "/return-insight",
    validateSearch: optionalTexts("days", "by"),
    component: lazyRouteComponent(() => import("../return-insight/insight-page.tsx"), "ReturnInsightPage"),
  }),
  createRoute({
    getParentRoute: () => consoleArea,
    path: "/return-policy",
    component: lazyRouteComponent(() => import("../return-policy/policy-page.tsx"), "PolicyPage"),
  }),
  createRoute({
    getParentRoute: () => consoleArea,
    path: "/return-policy/try",
    validateSearch: optionalTexts("q", "order", "reason"),
    component: lazyRouteComponent(() => import("../return-policy/try-policy-page.tsx"), "TryPolicyPage"),
  }),
  createRoute({
    getParentRoute: () => consoleArea,
    path: "/return-policy/versions",
    validateSearch: optionalTexts("from", "to"),
    component: lazyRouteComponent(() => import("../return-policy/versions-page.tsx"), "PolicyVersionsPage"),
  }),
  createRoute({
    getParentRoute: () => consoleArea,
    path: "/return-policy/edit",
    component: lazyRouteComponent(() => import("../return-policy/editor/edit-policy-page.tsx"), "EditPolicyPage"),
  }),
  createRoute({
    getParentRoute: () => consoleArea,
    path: "/return-policy/preview",
    component: lazyRouteComponent(() => import("../return-policy/preview-policy-page.tsx"), "PreviewPolicyPage"),
  }),
  createRoute({
    getParentRoute: () => consoleArea,
    path: "/promises",
    validateSearch: optionalTexts("by", "basis", "lane"),
    component: lazyRouteComponent(() => import("../promises/promises-page.tsx"), "PromisesPage"),
  }),
  createRoute({
    getParentRoute: () => consoleArea,
    path: "/offers",
    validateSearch: optionalTexts("currency"),
    component: lazyRouteComponent(() => import("../offers/liability-page.tsx"), "LiabilityPage"),
  }),
  createRoute({
    getParentRoute: () => consoleArea,
    path: "/offers/list",
    validateSearch: optionalTexts("q", "state", "program", "month"),
    component: lazyRouteComponent(() => import("../offers/offers-page.tsx"), "OffersPage"),
  }),
  createRoute({
    getParentRoute: () => consoleArea,
    path: "/content",
    validateSearch: optionalTexts("moment", "kind", "retired"),
    component: lazyRouteComponent(() => import("../content/contents-page.tsx"), "ContentsPage"),
  }),
  createRoute({
    getParentRoute: () => consoleArea,
    path: "/content/new",
    validateSearch: optionalTexts("in"),
    component: lazyRouteComponent(() => import("../content/content-page.tsx"), "NewContentPage"),
  }),
  createRoute({
    getParentRoute: () => consoleArea,
    path: "/content/$id",
    validateSearch: optionalTexts("in"),
    component: lazyRouteComponent(() => import("../content/content-page.tsx"), "ContentPage"),
  }),
  createRoute({
    getParentRoute: () => consoleArea,
    path: "/messages",
    validateSearch: optionalTexts("state", "kind", "channel"),
    component: lazyRouteComponent(() => import("../messages/messages-page.tsx"), "MessagesPage"),
  }),
  createRoute({
    getParentRoute: () => consoleArea,
    path: "/messages/kinds",
    component: lazyRouteComponent(() => import("../messages/kinds-page.tsx"), "KindsPage"),
  }),
  createRoute({
    getParentRoute: () => consoleArea,
    path: "/messages/kinds/$kind",
    validateSearch: optionalTexts("in"),
    component: lazyRouteComponent(() => import("../messages/kind-page.tsx"), "KindPage"),
  }),
  createRoute({
    getParentRoute: () => consoleArea,
    path: "/messages/settings",
    component: lazyRouteComponent(() => import("../messages/message-settings-page.tsx"), "MessageSettingsPage"),
  }),
  createRoute({
    getParentRoute: () => consoleArea,
    path: "/messages/$id",
    component: messagePage,
  }),
  createRoute({ getParentRoute: () => consoleArea, path: "/withdrawals/$id", component: withdrawalPage }),
  createRoute({
    getParentRoute: () => consoleArea,
    path: "/destinations",
    component: lazyRouteComponent(() => import("../destinations/destinations-page.tsx"), "DestinationsPage"),
  }),
  createRoute({
    getParentRoute: () => consoleArea,
    path: "/destinations/new",
    component: lazyRouteComponent(() => import("../destinations/destination-page.tsx"), "NewDestinationPage"),
  }),
  createRoute({
    getParentRoute: () => consoleArea,
    path: "/destinations/settings",
    component: lazyRouteComponent(() => import("../destinations/settings-page.tsx"), "DispositionSettingsPage"),
  }),
  createRoute({
    getParentRoute: () => consoleArea,
    path: "/destinations/scorecard",
    validateSearch: optionalTexts("from", "to"),
    component: lazyRouteComponent(() => import("../destinations/scorecard-page.tsx"), "ScorecardPage"),
  }),
  createRoute({
    getParentRoute: () => consoleArea,
    path: "/destinations/$id",
    component: lazyRouteComponent(() => import("../destinations/destination-page.tsx"), "DestinationPage"),
  }),
  createRoute({ getParentRoute: () => consoleArea, path: "/refunds/$id", component: refundPage }),
  createRoute({ getParentRoute: () => consoleArea, path: "/parcels/$id", component: parcelPage }),
  createRoute({
    getParentRoute: () => consoleArea,
    path: "/ledger",
    validateSearch: optionalTexts("at", "account", "order"),
    component: lazyRouteComponent(() => import("../ledger/ledger-page.tsx"), "LedgerPage"),
  }),
  createRoute({
    getParentRoute: () => consoleArea,
    path: "/reconciliation",
    validateSearch: optionalTexts("state", "kind"),
    component: lazyRouteComponent(() => import("../reconciliation/reconciliation-page.tsx"), "ReconciliationPage"),
  }),
  createRoute({
    getParentRoute: () => consoleArea,
    path: "/delivery",
    component: lazyRouteComponent(() => import("../delivery/overview-page.tsx"), "DeliveryOverviewPage"),
  }),
  createRoute({
    getParentRoute: () => consoleArea,
    path: "/delivery/settings",
    component: lazyRouteComponent(() => import("../delivery/settings-page.tsx"), "DeliverySettingsPage"),
  }),
  createRoute({
    getParentRoute: () => consoleArea,
    path: "/carriers",
    validateSearch: optionalTexts("days"),
    component: lazyRouteComponent(() => import("../delivery/carriers-page.tsx"), "CarriersPage"),
  }),
  createRoute({
    getParentRoute: () => consoleArea,
    path: "/return-ways",
    component: lazyRouteComponent(() => import("../return-ways/return-ways-page.tsx"), "ReturnWaysPage"),
  }),
  createRoute({
    getParentRoute: () => consoleArea,
    path: "/shipping",
    validateSearch: optionalTexts("origin", "year", "slots"),
    component: lazyRouteComponent(() => import("../shipping/shipping-page.tsx"), "ShippingPage"),
  }),
  createRoute({
    getParentRoute: () => consoleArea,
    path: "/shipping/new-origin",
    component: lazyRouteComponent(() => import("../shipping/origin-page.tsx"), "NewOriginPage"),
  }),
  createRoute({
    getParentRoute: () => consoleArea,
    path: "/shipping/origins/$key",
    component: lazyRouteComponent(() => import("../shipping/origin-page.tsx"), "OriginPage"),
  }),
  createRoute({
    getParentRoute: () => consoleArea,
    path: "/shipping/new-service",
    component: lazyRouteComponent(() => import("../shipping/service-page.tsx"), "NewServicePage"),
  }),
  createRoute({
    getParentRoute: () => consoleArea,
    path: "/shipping/services/$key",
    component: lazyRouteComponent(() => import("../shipping/service-page.tsx"), "ServicePage"),
  }),
  createRoute({
    getParentRoute: () => consoleArea,
    path: "/subscriptions",
    component: lazyRouteComponent(() => import("../subscriptions/subscriptions-page.tsx"), "SubscriptionsPage"),
  }),
  createRoute({
    getParentRoute: () => consoleArea,
    path: "/webhooks",
    validateSearch: optionalTexts("state", "endpoint"),
    component: lazyRouteComponent(() => import("../webhooks/webhooks-page.tsx"), "WebhooksPage"),
  }),
  createRoute({
    getParentRoute: () => consoleArea,
    path: "/webhooks/codes",
    component: lazyRouteComponent(() => import("../webhooks/codes-page.tsx"), "CodesPage"),
  }),
  createRoute({
    getParentRoute: () => consoleArea,
    path: "/webhooks/deliveries/$id",
    component: lazyRouteComponent(() => import("../webhooks/delivery-page.tsx"), "DeliveryPage"),
  }),
  createRoute({
    getParentRoute: () => consoleArea,
    path: "/laboratory",
    validateSearch: optionalTexts("program", "drafts", "simulate"),
    component: lazyRouteComponent(() => import("../laboratory/laboratory-page.tsx"), "LaboratoryPage"),
  }),
  createRoute({
    getParentRoute: () => consoleArea,
    path: "/laboratory/$run",
    validateSearch: optionalTexts("view", "of", "measure", "point"),
    component: lazyRouteComponent(() => import("../laboratory/run-page.tsx"), "RunPage"),
  }),
  createRoute({
    getParentRoute: () => consoleArea,
    path: "/settings",
    component: lazyRouteComponent(() => import("../settings/settings-page.tsx"), "SettingsPage"),
  }),
  createRoute({ getParentRoute: () => consoleArea, path: "/shoppers/$id", component: shopperPage }),
  createRoute({ getParentRoute: () => consoleArea, path: "/orders/$id", component: orderPage }),
  createRoute({ getParentRoute: () => consoleArea, path: "/returns/$id", component: returnPage }),
  createRoute({
    getParentRoute: () => consoleArea,
    path: "/decisions",
    validateSearch: optionalTexts(...logFilters),
    component: lazyRouteComponent(() => import("../decision-log/decision-log-page.tsx"), "DecisionLogPage"),
  }),
  createRoute({ getParentRoute: () => consoleArea, path: "/decisions/$id", component: decisionPage }),
]);

const deskRoutes = desk.addChildren([
  createRoute({
    getParentRoute: () => desk,
    path: "/",
    validateSearch: optionalTexts("q"),
    component: lazyRouteComponent(() => import("../desk/search-page.tsx"), "SearchPage"),
  }),
  createRoute({
    getParentRoute: () => desk,
    path: "/withdrawals",
    validateSearch: optionalTexts("state", "q"),
    component: lazyRouteComponent(() => import("../withdrawals/withdrawals-page.tsx"), "WithdrawalsPage"),
  }),
  createRoute({ getParentRoute: () => desk, path: "/withdrawals/$id", component: withdrawalPage }),
  createRoute({
    getParentRoute: () => desk,
    path: "/appeals",
    validateSearch: optionalTexts("state"),
    component: lazyRouteComponent(() => import("../appeals/appeals-page.tsx"), "AppealsPage"),
  }),
  createRoute({
    getParentRoute: () => desk,
    path: "/appeals/$id",
    component: lazyRouteComponent(() => import("../appeals/appeal-page.tsx"), "AppealPage"),
  }),
  createRoute({
    getParentRoute: () => desk,
    path: "/claims",
    validateSearch: optionalTexts("state", "q"),
    component: lazyRouteComponent(() => import("../claims/claims-page.tsx"), "ClaimsPage"),
  }),
  createRoute({
    getParentRoute: () => desk,
    path: "/claims/new",
    validateSearch: optionalTexts("q", "order"),
    component: lazyRouteComponent(() => import("../claims/report-page.tsx"), "ReportPage"),
  }),
  createRoute({
    getParentRoute: () => desk,
    path: "/claims/$id",
    component: lazyRouteComponent(() => import("../claims/claim-page.tsx"), "ClaimPage"),
  }),
  createRoute({
    getParentRoute: () => desk,
    path: "/return-requests",
    validateSearch: optionalTexts("state", "q"),
    component: lazyRouteComponent(() => import("../return-requests/requests-page.tsx"), "RequestsPage"),
  }),
  createRoute({
    getParentRoute: () => desk,
    path: "/return-requests/$id",
    component: lazyRouteComponent(() => import("../return-requests/request-page.tsx"), "RequestPage"),
  }),
  createRoute({
    getParentRoute: () => desk,
    path: "/exchanges",
    validateSearch: optionalTexts("state"),
    component: lazyRouteComponent(() => import("../exchanges/exchanges-page.tsx"), "ExchangesPage"),
  }),
  createRoute({
    getParentRoute: () => desk,
    path: "/inspection",
    validateSearch: optionalTexts("state", "store", "q", "item", "stray"),
    component: lazyRouteComponent(() => import("../inspection/inspection-page.tsx"), "InspectionPage"),
  }),
  createRoute({
    getParentRoute: () => desk,
    path: "/inspection/take-in",
    component: lazyRouteComponent(() => import("../inspection/take-in-page.tsx"), "TakeInPage"),
  }),
  createRoute({
    getParentRoute: () => desk,
    path: "/gift-cards",
    component: lazyRouteComponent(() => import("../gift-cards/gift-card-page.tsx"), "GiftCardPage"),
  }),
  createRoute({
    getParentRoute: () => desk,
    path: "/goods-owed",
    validateSearch: optionalTexts("state"),
    component: lazyRouteComponent(() => import("../refunds/advances-page.tsx"), "AdvancesPage"),
  }),
  createRoute({
    getParentRoute: () => desk,
    path: "/refunds",
    validateSearch: optionalTexts("state", "from", "to"),
    component: lazyRouteComponent(() => import("../refunds/refunds-page.tsx"), "RefundsPage"),
  }),
  createRoute({ getParentRoute: () => desk, path: "/refunds/$id", component: refundPage }),
  createRoute({
    getParentRoute: () => desk,
    path: "/exceptions",
    validateSearch: optionalTexts("state", "kind", "fault", "lane"),
    component: lazyRouteComponent(() => import("../delivery/exceptions-page.tsx"), "ExceptionsPage"),
  }),
  createRoute({
    getParentRoute: () => desk,
    path: "/requests",
    validateSearch: optionalTexts("state"),
    component: lazyRouteComponent(() => import("../delivery/requests-page.tsx"), "RequestsPage"),
  }),
  createRoute({
    getParentRoute: () => desk,
    path: "/exceptions/$id",
    component: lazyRouteComponent(() => import("../delivery/exception-page.tsx"), "ExceptionPage"),
  }),
  createRoute({
    getParentRoute: () => desk,
    path: "/parcels",
    validateSearch: optionalTexts("q", "status", "problem", "matched"),
    component: lazyRouteComponent(() => import("../parcels/parcels-page.tsx"), "ParcelsPage"),
  }),
  createRoute({ getParentRoute: () => desk, path: "/parcels/$id", component: parcelPage }),
  createRoute({ getParentRoute: () => desk, path: "/shoppers/$id", component: shopperPage }),
  createRoute({ getParentRoute: () => desk, path: "/orders/$id", component: orderPage }),
  createRoute({ getParentRoute: () => desk, path: "/returns/$id", component: returnPage }),
  createRoute({ getParentRoute: () => desk, path: "/decisions/$id", component: decisionPage }),
  createRoute({ getParentRoute: () => desk, path: "/messages/$id", component: messagePage }),
]);

const counterRoutes = counter.addChildren([
  createRoute({
    getParentRoute: () => counter,
    path: "/",
    validateSearch: optionalTexts("q"),
    component: lazyRouteComponent(() => import("../counter/find-page.tsx"), "FindPage"),
  }),
  createRoute({
    getParentRoute: () => counter,
    path: "/orders/$id",
    component: lazyRouteComponent(() => import("../counter/take-back-page.tsx"), "TakeBackPage"),
  }),
  createRoute({
    getParentRoute: () => counter,
    path: "/returns/$id",
    component: lazyRouteComponent(() => import("../counter/next-step-page.tsx"), "NextStepPage"),
  }),
  createRoute({
    getParentRoute: () => counter,
    path: "/requests/$id",
    component: lazyRouteComponent(() => import("../counter/request-page.tsx"), "RequestPage"),
  }),
  createRoute({
    getParentRoute: () => counter,
    path: "/without-receipt",
    component: lazyRouteComponent(() => import("../counter/without-receipt-page.tsx"), "WithoutReceiptPage"),
  }),
  createRoute({
    getParentRoute: () => counter,
    path: "/gift-cards",
    component: lazyRouteComponent(() => import("../gift-cards/gift-card-page.tsx"), "GiftCardPage"),
  }),
  createRoute({
    getParentRoute: () => counter,
    path: "/redeem",
    validateSearch: optionalTexts("code"),
    component: lazyRouteComponent(() => import("../counter/redeem-page.tsx"), "RedeemPage"),
  }),
]);

export const router = createRouter({
  routeTree: root.addChildren([login, staff.addChildren([consoleRoutes, deskRoutes, counterRoutes])]),
  defaultPreload: "intent",
  defaultErrorComponent: PageFailure,
  scrollRestoration: true,
  parseSearch,
  stringifySearch,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
