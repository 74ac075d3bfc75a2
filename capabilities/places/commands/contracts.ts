// 物业服务合同: signed and ended. The company in force on a day runs the compound, and reaches it.

import { z } from 'zod'
import { newId } from '#base/id.ts'
import { problem } from '#base/problem.ts'
import { type Day, dayOf } from '#base/time.ts'
import { command, type Record_, type Tx } from '#server/command.ts'
import { type Contract, contractNotFound, end, mustStandAlone, sign } from '../contract.ts'
import { day, id } from '../inputs.ts'
import { holdTree, lockCompound, union } from './tree.ts'

const notACompany = problem(
  'contract.not-a-company',
  409,
  '合同的一方必须是在业的物业服务企业',
  'A service contract is made with a property company that is in business',
)
const example = '01890a5d-ac96-774b-bcce-b302099a8057'

/** 登记合同. An open-ended contract before it ends on the day before; a fixed one must have run out. */
export const signContract = command({
  name: 'contract.sign',
  title: { zh: '登记物业服务合同', en: 'Record a service contract' },
  source: null,
  may: 'contract.manage',
  offline: false,
  input: z.object({
    id: id.optional(),
    compoundId: id,
    companyId: id,
    fromOn: day,
    toOn: day.nullable().default(null),
  }),
  example: {
    compoundId: example,
    companyId: '01890a5d-ac96-774b-bcce-b302099a8058',
    fromOn: '2026-12-01',
  },

  async run({ sql, actor, now, record }, { id: contractId = newId(now.getTime()), ...wish }) {
    const { compoundId, companyId, fromOn, toOn } = wish
    await holdTree(sql)
    const { within } = await lockCompound(sql, actor, compoundId, 'contract.manage', dayOf(now))
    await mustBeCompany(sql, companyId, fromOn)
    const { ended } = sign(await contractsOf(sql, compoundId), { fromOn, toOn })

    if (ended) await writeEnd(sql, compoundId, ended)
    await sql`
      insert into places.contract (compound_id, id, company_id, from_on, to_on)
      values (${compoundId}, ${contractId}, ${companyId}, ${fromOn}, ${toOn})`
    const about = { placeId: compoundId, within: union(within, [companyId]) }
    if (ended) record('contract.ended', about, endedBody(compoundId, ended))
    record('contract.signed', about, { compoundId, contractId, companyId, fromOn, toOn })
    await settleCompanies(sql, [compoundId], dayOf(now), record)
    return { contractId }
  },
})

/** 终止合同: sets its last day. The day after, nobody runs the compound unless another contract begins. */
export const endContract = command({
  name: 'contract.end',
  title: { zh: '终止物业服务合同', en: 'End a service contract' },
  source: null,
  may: 'contract.manage',
  offline: false,
  input: z.object({ compoundId: id, contractId: id, toOn: day }),
  example: {
    compoundId: example,
    contractId: '01890a5d-ac96-774b-bcce-b302099a8058',
    toOn: '2026-12-31',
  },

  async run({ sql, actor, now, record }, { compoundId, contractId, toOn }) {
    await holdTree(sql)
    const { within } = await lockCompound(sql, actor, compoundId, 'contract.manage', dayOf(now))
    const contracts = await contractsOf(sql, compoundId)
    const contract = contracts.find((one) => one.id === contractId)
    if (!contract) throw contractNotFound({})
    const ended = end(contract, toOn, dayOf(now))
    // A longer term must not run into the contract after it.
    mustStandAlone(
      contracts.filter((one) => one.id !== contractId),
      ended,
    )

    await writeEnd(sql, compoundId, ended)
    record('contract.ended', { placeId: compoundId, within }, endedBody(compoundId, ended))
    await settleCompanies(sql, [compoundId], dayOf(now), record)
    return { contractId }
  },
})

const contractsOf = (sql: Tx, compoundId: string): Promise<Contract[]> => sql<Contract[]>`
  select id, company_id, from_on, to_on from places.contract where compound_id = ${compoundId}`

const writeEnd = (sql: Tx, compoundId: string, { id, toOn }: Contract) => sql`
  update places.contract set to_on = ${toOn} where compound_id = ${compoundId} and id = ${id}`

const endedBody = (compoundId: string, { id, companyId, toOn }: Contract) => ({
  compoundId,
  contractId: id,
  companyId,
  toOn,
})

/** @throws contract.not-a-company */
async function mustBeCompany(sql: Tx, companyId: string, day: Day): Promise<void> {
  const [company] = await sql`
    select 1 from identity.organisation
     where id = ${companyId} and kind in ('company', 'branch') and (ended_on is null or ended_on >= ${day})`
  if (!company) throw notACompany({})
}

/**
 * Lets the contracts in force today decide who runs compounds, and who therefore reaches them.
 *
 * @param compoundIds the compounds in question, or null for every one
 */
export async function settleCompanies(
  sql: Tx,
  compoundIds: string[] | null,
  today: Day,
  record: Record_,
): Promise<void> {
  const changed = await sql<
    { compoundId: string; before: string | null; after: string | null; within: string[] }[]
  >`
    with due as (
      select c.compound_id, c.company_id as before, ct.company_id as after, p.within
        from places.compound c
        join places.place p on p.id = c.compound_id
        left join places.contract ct
          on ct.compound_id = c.compound_id and ct.from_on <= ${today}
         and (ct.to_on is null or ct.to_on >= ${today})
       where (${compoundIds}::uuid[] is null or c.compound_id = any(${compoundIds}::uuid[]))
         and ct.company_id is distinct from c.company_id)
    update places.compound c set company_id = due.after
      from due
     where due.compound_id = c.compound_id
    returning c.compound_id, due.before, due.after, due.within`
  if (changed.length === 0) return
  const ids = changed.map(({ compoundId }) => compoundId)
  await sql`select places.settle_within(${ids}::uuid[])`
  const places = await sql<{ id: string; within: string[] }[]>`
    select id, within from places.place where id = any(${ids}::uuid[])`
  const withinNow = new Map(places.map(({ id, within }) => [id, within]))
  for (const { compoundId, before, after, within } of changed)
    record(
      'compound.company-changed',
      { placeId: compoundId, within: union(within, withinNow.get(compoundId)!) },
      { compoundId, fromCompanyId: before, toCompanyId: after },
    )
}

export const contractCommands = [signContract, endContract]
