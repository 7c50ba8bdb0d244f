import { Button, TextInput } from "@mantine/core";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { searchField } from "../keyboard/index.ts";
import { useTexts } from "../language/index.ts";
import { SearchIcon } from "./icons.tsx";

interface SearchFormProps {
  readonly label: string;
  readonly placeholder: string;
  readonly query: string;
  readonly onSearch: (query: string) => void;
  readonly large?: boolean;
  readonly autoFocus?: boolean;
}

/** The page's search field, reached by `/`. The query lives in the address, so the field follows it. */
export function SearchForm({ label, placeholder, query, onSearch, large = false, autoFocus = false }: SearchFormProps) {
  const { t } = useTexts();
  const [text, setText] = useState(query);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => setText(query), [query]);
  useEffect(() => {
    if (autoFocus) field.current?.focus();
  }, [autoFocus]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSearch(text.trim());
  };
  return (
    <search>
      <form className={large ? "search-form large" : "search-form"} onSubmit={submit}>
        <TextInput
          ref={field}
          {...searchField}
          type="search"
          name="q"
          aria-label={label}
          placeholder={placeholder}
          size={large ? "xl" : "sm"}
          maxLength={120}
          autoComplete="off"
          spellCheck={false}
          enterKeyHint="search"
          leftSection={<SearchIcon size={large ? 22 : 18} />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" size={large ? "xl" : "sm"} variant={large ? "filled" : "default"}>
          {t("common.search")}
        </Button>
      </form>
    </search>
  );
}
