import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { useTexts } from "../language/index.ts";
import { type Completion, type CompletionOption, type ConditionFact, completionAt } from "./completion.ts";

interface ConditionFieldProps {
  readonly id: string;
  readonly facts: readonly ConditionFact[];
  /** What a fact means, in words; an empty text where there are none. */
  readonly meaning: (fact: string) => string;
  /** What stands there as long as it is empty. */
  readonly placeholder?: string;
  /** What is wrong with it, in words, and from where to where. */
  readonly error: string | undefined;
  readonly at: Place | undefined;
  readonly label: string;
  readonly help?: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
}

interface Place {
  readonly start: number;
  readonly end: number;
}

/**
 * A condition over facts (CEL). Names are offered while one types: arrow keys choose, Tab or Enter insert, Escape closes,
 * Ctrl and the space bar ask for all there is. What the check finds is underlined in place.
 */
export function ConditionField(props: ConditionFieldProps) {
  const { id, facts, meaning, placeholder, error, at: faulty, label, help, value, onChange } = props;
  const { t } = useTexts();
  const listId = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const [completion, setCompletion] = useState<Completion>();
  const [active, setActive] = useState(0);
  const caret = useCaretAfterInsert(area);

  const offer = (text: string, at: number, asked = false) => {
    setCompletion(completionAt(text, at, facts, asked));
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
        <Underlined text={value} at={faulty} />
        <textarea
          ref={area}
          id={id}
          value={value}
          rows={Math.max(2, value.split("\n").length)}
          maxLength={2_000}
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          {...(placeholder !== undefined && { placeholder })}
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
            meaning={meaning}
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
          {faulty === undefined ? error : t("programs.expression.fault-at", { place: faulty.start + 1, fault: error })}
        </p>
      )}
    </div>
  );
}

/** The same text behind the field, with its faulty part underlined; the field itself can mark nothing. */
function Underlined({ text, at }: { text: string; at: Place | undefined }) {
  if (at === undefined) return null;
  const { start } = at;
  const end = Math.max(at.end, start + 1);
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
  readonly meaning: (fact: string) => string;
  readonly onChoose: (option: CompletionOption) => void;
}

function Options({ id, options, active, meaning, onChoose }: OptionsProps) {
  const { t } = useTexts();
  const activeId = `${id}-${active}`;
  useEffect(() => {
    // Newer browsers answer a promise, which must not become the effect's clean-up.
    void document.getElementById(activeId)?.scrollIntoView({ block: "nearest" });
  }, [activeId]);
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
            {option.fact !== undefined && meaning(option.fact.name)}
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
