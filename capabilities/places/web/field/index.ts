// What places brings to the phone: how a label is read. Light, because it is loaded before the first touch.

export { type LabelToken, readToken } from '../../token.ts'
