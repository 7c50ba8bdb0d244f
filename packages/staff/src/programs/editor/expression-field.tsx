import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { useTexts } from "../../language/index.ts";
import type { Fault } from "../program-types.ts";
import { type Completion, type CompletionOption, completionAt } from "./completion.ts";
import { useEditing, useField } from "./editing.tsx";

interface ExpressionFieldProps {
  readonly path: string;
  readonly label: string;
  readonly help?: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
}

/**
 * A condition over the moment's facts. Names are offered while one types: arrow keys choose, Tab or Enter insert, Escape closes,
 * Ctrl and the space bar ask for all there is. What the check finds is underlined in place.
 */
export function ExpressionField({ path, label, help, value, onChange }: ExpressionFieldProps) {
  const { t } = useTexts();
  const { moment } = useEditing();
  const { id, fault, error } = useField(path);
  const listId = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const [completion, setCompletion] = useState<Completion>();
  const [active, setActive] = useState(0);
  const caret = useCaretAfterInsert(area);

  const offer = (text: string, at: number, asked = false) => {
    setCompletion(completionAt(text, at, moment.facts, asked));
    setActive(0);
  };
  const insert = ({ start, end }: Completion, option: CompletionOption) => {
    onChange(value.slice(0, start) + option.insert + value.slice(end));
    caret.placeAt(start + option.insert.length - option.back);
    setCompletion(undefined);
  };
  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === " " && event.ctrlKey) {
      event.preventDefault();
      offer(value, event.currentTarget.selectionStart, true);
      return;
    }
    if (completion === undefined) return;
    const count = completion.options.length;
    if (event.key === "ArrowDown") setActive((active + 1) % count);
    else if (event.key === "ArrowUp") setActive((active + count - 1) % count);
    else if (event.key === "Escape") setCompletion(undefined);
    else if ((event.key === "Enter" || event.key === "Tab") && !event.shiftKey)
      insert(completion, completion.options[active]!);
    else return;
    event.preventDefault();
  };
  const describedBy = [help === undefined ? "" : `${id}-help`, error === undefined ? "" : `${id}-error`];

  return (
    <div className="expression">
      <label htmlFor={id}>{label}</label>
      <div className="expression-box">
        <Underlined text={value} fault={fault} />
        <textarea
          ref={area}
          id={id}
          value={value}
          rows={Math.max(2, value.split("\n").length)}
          maxLength={2_000}
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          placeholder={t("programs.expression.everyone")}
          aria-invalid={error !== undefined}
          aria-describedby={describedBy.filter((each) => each !== "").join(" ") || undefined}
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-controls={completion === undefined ? undefined : listId}
          aria-activedescendant={completion === undefined ? undefined : `${listId}-${active}`}
          onChange={({ currentTarget }) => {
            onChange(currentTarget.value);
            offer(currentTarget.value, currentTarget.selectionStart);
          }}
          onKeyDown={press}
          onBlur={() => setCompletion(undefined)}
        />
        {completion !== undefined && (
          <Options
            id={listId}
            options={completion.options}
            active={active}
            onChoose={(option) => insert(completion, option)}
          />
        )}
      </div>
      {help !== undefined && (
        <p id={`${id}-help`} className="field-help">
          {help}
        </p>
      )}
      <p className="visually-hidden" role="status">
        {completion !== undefined && t("programs.expression.offered", { count: completion.options.length })}
      </p>
      {error !== undefined && (
        <p id={`${id}-error`} className="field-error">
          {fault?.at === undefined
            ? error
            : t("programs.expression.fault-at", { place: fault.at.start + 1, fault: error })}
        </p>
      )}
    </div>
  );
}

/** The same text behind the field, with its faulty part underlined; the field itself can mark nothing. */
function Underlined({ text, fault }: { text: string; fault: Fault | undefined }) {
  if (fault?.at === undefined) return null;
  const { start } = fault.at;
  const end = Math.max(fault.at.end, start + 1);
  return (
    <div className="expression-marks" aria-hidden="true">
      {text.slice(0, start)}
      <mark>{text.slice(start, end) || " "}</mark>
      {text.slice(end)}
    </div>
  );
}

interface OptionsProps {
  readonly id: string;
  readonly options: readonly CompletionOption[];
  readonly active: number;
  readonly onChoose: (option: CompletionOption) => void;
}

function Options({ id, options, active, onChoose }: OptionsProps) {
  const { t, has } = useTexts();
  const activeId = `${id}-${active}`;
  useEffect(() => {
    // Newer browsers answer a promise, which must not become the effect's clean-up.
    void document.getElementById(activeId)?.scrollIntoView({ block: "nearest" });
  }, [activeId]);
  const meaning = ({ fact }: CompletionOption) => {
    const key = `programs.fact.${fact?.name.replaceAll("_", "-")}`;
    return fact !== undefined && has(key) ? t(key) : "";
  };
  return (
    <div id={id} role="listbox" aria-label={t("programs.expression.offers")} className="expression-options">
      {options.map((option, position) => (
        <div
          key={option.label}
          id={`${id}-${position}`}
          role="option"
          tabIndex={-1}
          aria-selected={position === active}
          // The field keeps the focus; a click that took it would close the list before it counts.
          onMouseDown={(event) => {
            event.preventDefault();
            onChoose(option);
          }}
        >
          <code>{option.label}</code>
          <span className="soft">
            {meaning(option)}
            {option.fact !== undefined && ` · ${t(`programs.fact-type.${option.fact.type}`)}`}
          </span>
        </div>
      ))}
    </div>
  );
}

/** Puts the caret where an insertion wants it, once the field shows the new text. */
function useCaretAfterInsert(area: { readonly current: HTMLTextAreaElement | null }) {
  const wanted = useRef<number>(undefined);
  useEffect(() => {
    if (wanted.current === undefined) return;
    area.current?.focus();
    area.current?.setSelectionRange(wanted.current, wanted.current);
    wanted.current = undefined;
  });
  return {
    placeAt(place: number) {
      wanted.current = place;
    },
  };
}
