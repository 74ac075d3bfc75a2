// 物业服务合同: which company runs a compound on a day. At most one; on a day with none it is left alone (失管).

import { problem } from '#base/problem.ts'
import { addDays, type Day } from '#base/time.ts'

export type Contract = {
  id: string
  companyId: string
  fromOn: Day
  /** last day; null while open */
  toOn: Day | null
}

export const contractOverlaps = problem<{ fromOn: Day; toOn: Day | null }>(
  'contract.overlaps',
  409,
  (d) => `与 ${d.fromOn} 至 ${d.toOn ?? '今'} 的合同重叠，请先终止前一份合同`,
  (d) => `It overlaps the contract from ${d.fromOn} to ${d.toOn ?? 'now'}; end that one first`,
)
export const contractNotFound = problem(
  'contract.not-found',
  404,
  '没有这份物业服务合同',
  'There is no such service contract',
)
export const contractDates = problem<{ fromOn: Day }>(
  'contract.ends-before-it-begins',
  409,
  (d) => `终止日期不能早于开始日期 ${d.fromOn}`,
  (d) => `It cannot end before it begins on ${d.fromOn}`,
)
export const contractEnded = problem<{ toOn: Day }>(
  'contract.ended',
  409,
  (d) => `这份合同已于 ${d.toOn} 终止`,
  (d) => `This contract ended on ${d.toOn}`,
)

const last = '9999-12-31'

/** The contract in force on a day, if any. */
export const inForce = (contracts: readonly Contract[], day: Day): Contract | undefined =>
  contracts.find(({ fromOn, toOn }) => fromOn <= day && (toOn ?? last) >= day)

/**
 * 签订: adds a contract. An open-ended contract that began earlier ends on the day before the new one begins.
 *
 * @returns the contract that had to be ended for it, if any
 * @throws contract.overlaps, contract.ends-before-it-begins
 */
export function sign(
  contracts: readonly Contract[],
  signed: Pick<Contract, 'fromOn' | 'toOn'>,
): { ended: Contract | null } {
  const open = contracts.find(({ fromOn, toOn }) => toOn === null && fromOn < signed.fromOn) ?? null
  mustStandAlone(
    contracts.filter((other) => other !== open),
    signed,
  )
  return { ended: open && { ...open, toOn: addDays(signed.fromOn, -1) } }
}

/** @throws contract.overlaps, contract.ends-before-it-begins */
export function mustStandAlone(
  others: readonly Contract[],
  { fromOn, toOn }: Pick<Contract, 'fromOn' | 'toOn'>,
): void {
  if ((toOn ?? last) < fromOn) throw contractDates({ fromOn })
  const other = others.find((o) => o.fromOn <= (toOn ?? last) && (o.toOn ?? last) >= fromOn)
  if (other) throw contractOverlaps({ fromOn: other.fromOn, toOn: other.toOn })
}

/**
 * 终止: sets the last day of a contract.
 *
 * @param today a contract whose last day has passed stays as it is
 * @throws contract.ended, contract.ends-before-it-begins
 */
export function end(contract: Contract, toOn: Day, today: Day): Contract {
  if (contract.toOn !== null && contract.toOn < today) throw contractEnded({ toOn: contract.toOn })
  if (toOn < contract.fromOn) throw contractDates({ fromOn: contract.fromOn })
  return { ...contract, toOn }
}
