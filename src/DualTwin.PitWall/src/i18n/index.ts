import { en, type TextKey } from './en';

export type { TextKey };

/** The languages of the page; another is one more entry. */
export const languages: Readonly<Record<string, { name: string; texts: Partial<Record<TextKey, string>> }>> = {
  en: { name: 'English', texts: en },
};

let texts: Partial<Record<TextKey, string>> = en;

/** Chooses a language; one that is not known is English. */
export function speak(language: string): void {
  texts = languages[language]?.texts ?? en;
}

/** A text, with `{name}` replaced by the values. */
export function t(key: TextKey, values?: Readonly<Record<string, string | number>>): string {
  const text = texts[key] ?? en[key];
  return values === undefined ? text : text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
