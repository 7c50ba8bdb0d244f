import actions from "../../locales/nl/actions.json" with { type: "json" };
import appeals from "../../locales/nl/appeals.json" with { type: "json" };
import budgets from "../../locales/nl/budgets.json" with { type: "json" };
import claims from "../../locales/nl/claims.json" with { type: "json" };
import cli from "../../locales/nl/cli.json" with { type: "json" };
import common from "../../locales/nl/common.json" with { type: "json" };
import consoleDelivery from "../../locales/nl/console-delivery.json" with { type: "json" };
import content from "../../locales/nl/content.json" with { type: "json" };
import counter from "../../locales/nl/counter.json" with { type: "json" };
import decisionLog from "../../locales/nl/decision-log.json" with { type: "json" };
import delivery from "../../locales/nl/delivery.json" with { type: "json" };
import dispositions from "../../locales/nl/dispositions.json" with { type: "json" };
import exchanges from "../../locales/nl/exchanges.json" with { type: "json" };
import faults from "../../locales/nl/faults.json" with { type: "json" };
import giftCards from "../../locales/nl/gift-cards.json" with { type: "json" };
import gifts from "../../locales/nl/gifts.json" with { type: "json" };
import laboratory from "../../locales/nl/laboratory.json" with { type: "json" };
import mail from "../../locales/nl/mail.json" with { type: "json" };
import measurement from "../../locales/nl/measurement.json" with { type: "json" };
import messages from "../../locales/nl/messages.json" with { type: "json" };
import models from "../../locales/nl/models.json" with { type: "json" };
import offers from "../../locales/nl/offers.json" with { type: "json" };
import parcels from "../../locales/nl/parcels.json" with { type: "json" };
import problems from "../../locales/nl/problems.json" with { type: "json" };
import programFiles from "../../locales/nl/program-files.json" with { type: "json" };
import programs from "../../locales/nl/programs.json" with { type: "json" };
import promises from "../../locales/nl/promises.json" with { type: "json" };
import reasons from "../../locales/nl/reasons.json" with { type: "json" };
import reconciliation from "../../locales/nl/reconciliation.json" with { type: "json" };
import refunds from "../../locales/nl/refunds.json" with { type: "json" };
import remedies from "../../locales/nl/remedies.json" with { type: "json" };
import returnInsight from "../../locales/nl/return-insight.json" with { type: "json" };
import returnLabels from "../../locales/nl/return-labels.json" with { type: "json" };
import returnMail from "../../locales/nl/return-mail.json" with { type: "json" };
import returnPolicy from "../../locales/nl/return-policy.json" with { type: "json" };
import returnPortal from "../../locales/nl/return-portal.json" with { type: "json" };
import returnReasons from "../../locales/nl/return-reasons.json" with { type: "json" };
import returnRequests from "../../locales/nl/return-requests.json" with { type: "json" };
import returns from "../../locales/nl/returns.json" with { type: "json" };
import shipping from "../../locales/nl/shipping.json" with { type: "json" };
import shopper from "../../locales/nl/shopper.json" with { type: "json" };
import staff from "../../locales/nl/staff.json" with { type: "json" };
import subscriptions from "../../locales/nl/subscriptions.json" with { type: "json" };
import tracking from "../../locales/nl/tracking.json" with { type: "json" };
import webhooks from "../../locales/nl/webhooks.json" with { type: "json" };
import withdrawals from "../../locales/nl/withdrawals.json" with { type: "json" };

export const nl = {
  actions,
  appeals,
  budgets,
  claims,
  cli,
  common,
  "console-delivery": consoleDelivery,
  content,
  counter,
  "decision-log": decisionLog,
  delivery,
  dispositions,
  exchanges,
  faults,
  "gift-cards": giftCards,
  gifts,
  laboratory,
  mail,
  measurement,
  messages,
  models,
  offers,
  parcels,
  problems,
  "program-files": programFiles,
  programs,
  promises,
  reasons,
  reconciliation,
  refunds,
  remedies,
  shipping,
  "return-insight": returnInsight,
  "return-labels": returnLabels,
  "return-portal": returnPortal,
  "return-mail": returnMail,
  "return-policy": returnPolicy,
  "return-reasons": returnReasons,
  "return-requests": returnRequests,
  returns,
  shopper,
  staff,
  subscriptions,
  tracking,
  webhooks,
  withdrawals,
};
