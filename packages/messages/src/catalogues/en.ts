import actions from "../../locales/en/actions.json" with { type: "json" };
import appeals from "../../locales/en/appeals.json" with { type: "json" };
import budgets from "../../locales/en/budgets.json" with { type: "json" };
import claims from "../../locales/en/claims.json" with { type: "json" };
import cli from "../../locales/en/cli.json" with { type: "json" };
import common from "../../locales/en/common.json" with { type: "json" };
import consoleDelivery from "../../locales/en/console-delivery.json" with { type: "json" };
import content from "../../locales/en/content.json" with { type: "json" };
import counter from "../../locales/en/counter.json" with { type: "json" };
import decisionLog from "../../locales/en/decision-log.json" with { type: "json" };
import delivery from "../../locales/en/delivery.json" with { type: "json" };
import dispositions from "../../locales/en/dispositions.json" with { type: "json" };
import exchanges from "../../locales/en/exchanges.json" with { type: "json" };
import faults from "../../locales/en/faults.json" with { type: "json" };
import giftCards from "../../locales/en/gift-cards.json" with { type: "json" };
import gifts from "../../locales/en/gifts.json" with { type: "json" };
import laboratory from "../../locales/en/laboratory.json" with { type: "json" };
import mail from "../../locales/en/mail.json" with { type: "json" };
import measurement from "../../locales/en/measurement.json" with { type: "json" };
import messages from "../../locales/en/messages.json" with { type: "json" };
import models from "../../locales/en/models.json" with { type: "json" };
import offers from "../../locales/en/offers.json" with { type: "json" };
import parcels from "../../locales/en/parcels.json" with { type: "json" };
import problems from "../../locales/en/problems.json" with { type: "json" };
import programFiles from "../../locales/en/program-files.json" with { type: "json" };
import programs from "../../locales/en/programs.json" with { type: "json" };
import promises from "../../locales/en/promises.json" with { type: "json" };
import reasons from "../../locales/en/reasons.json" with { type: "json" };
import reconciliation from "../../locales/en/reconciliation.json" with { type: "json" };
import refunds from "../../locales/en/refunds.json" with { type: "json" };
import remedies from "../../locales/en/remedies.json" with { type: "json" };
import returnInsight from "../../locales/en/return-insight.json" with { type: "json" };
import returnLabels from "../../locales/en/return-labels.json" with { type: "json" };
import returnMail from "../../locales/en/return-mail.json" with { type: "json" };
import returnPolicy from "../../locales/en/return-policy.json" with { type: "json" };
import returnPortal from "../../locales/en/return-portal.json" with { type: "json" };
import returnReasons from "../../locales/en/return-reasons.json" with { type: "json" };
import returnRequests from "../../locales/en/return-requests.json" with { type: "json" };
import returns from "../../locales/en/returns.json" with { type: "json" };
import shipping from "../../locales/en/shipping.json" with { type: "json" };
import shopper from "../../locales/en/shopper.json" with { type: "json" };
import staff from "../../locales/en/staff.json" with { type: "json" };
import subscriptions from "../../locales/en/subscriptions.json" with { type: "json" };
import tracking from "../../locales/en/tracking.json" with { type: "json" };
import webhooks from "../../locales/en/webhooks.json" with { type: "json" };
import withdrawals from "../../locales/en/withdrawals.json" with { type: "json" };

export const en = {
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
