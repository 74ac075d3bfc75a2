// A sentence in the two languages of the interface. Chinese first: it is what most people read.

export type Lang = 'zh' | 'en'
export type Text = { zh: string; en: string }

export const text = (zh: string, en: string): Text => ({ zh, en })

/** The language an `Accept-Language` header or a stored preference asks for; Chinese unless English is wanted. */
export const langOf = (wish: string | undefined | null): Lang =>
  /^\s*en\b/i.test(wish ?? '') ? 'en' : 'zh'
