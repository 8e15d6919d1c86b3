/** Languages that a traveller can read the kiosk in, as BCP 47 tags. */
export const LANGUAGES = ['fr', 'en', 'zh-Hans', 'ja', 'ar'] as const;

export type Language = (typeof LANGUAGES)[number];

/** The same sentence in every language. */
export type Text = Readonly<Record<Language, string>>;
