// A citation: which document, article and paragraph a rule rests on, and how sure we are of it.

/** `verified`: read in the issuing office's text; `draft`: from a copy or not in force; `assumed`: only a proposal of ours. */
export type Status = 'verified' | 'draft' | 'assumed'

export type Citation = {
  /** short name of the document as people say it: 高层民用建筑消防安全管理规定 */
  document: string
  article?: string
  status: Status
}

export const cite = (document: string, article?: string, status: Status = 'draft'): Citation => ({
  document,
  ...(article === undefined ? {} : { article }),
  status,
})

/** For rules that no authority backs yet: shipped, shown as assumed, and changeable by the city's pack. */
export const assumed = (what: string): Citation => ({ document: what, status: 'assumed' })
