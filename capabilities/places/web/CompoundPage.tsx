// 这个小区是什么样: profile, people, buildings, assets and checkpoints of one compound.

import { Link } from 'react-router'
import { PostsAt } from '#identity/web'
import { useRead } from '#web/api.ts'
import { dayWords, numberWords, t } from '#web/i18n.ts'
import { DataTable } from '#web/ui/DataTable.tsx'
import { DemoMark } from '#web/ui/DemoBanner.tsx'
import { Empty } from '#web/ui/Empty.tsx'
import { Facts } from '#web/ui/Facts.tsx'
import { Figure, Figures } from '#web/ui/Figure.tsx'
import { ReadingPage, Section } from '#web/ui/Page.tsx'
import type { Building, CompoundView } from '../queries/compounds.ts'
import { Assets } from './Assets.tsx'
import { Checkpoints } from './Checkpoints.tsx'
import { placePath, placesPath } from './paths.ts'
import { usageTitles } from './words.ts'

export function CompoundPage({ compoundId }: { compoundId: string }) {
  const compound = useRead<CompoundView>('compound.view', { compoundId })
  const above = (compound.data?.path ?? []).slice(0, -1)
  return (
    <ReadingPage
      title={compound.data?.name ?? t('小区', 'Compound')}
      crumbs={[
        { title: t('小区', 'Compounds'), to: placesPath },
        ...above.map(({ id, shortName }) => ({ title: shortName, to: placePath(id) })),
      ]}
      reading={compound}
    >
      {(c) => (
        <>
          <Summary compound={c} />
          <Section title={t('档案', 'Profile')}>
            <Profile compound={c} />
          </Section>
          {c.people.length > 0 && <PostsAt atId={c.id} />}
          <Checkpoints compoundId={c.id} />
          <Assets compoundId={c.id} buildings={c.buildings} />
          <Section title={t('楼栋', 'Buildings')} extra={numberWords(c.buildings.length)}>
            <Buildings rows={c.buildings} />
          </Section>
        </>
      )}
    </ReadingPage>
  )
}

function Summary({ compound: c }: { compound: CompoundView }) {
  const assets = c.assets.reduce((sum, { count }) => sum + count, 0)
  return (
    <Figures label={t('规模', 'Size')}>
      <Figure label={t('户数', 'Households')} value={c.households} />
      <Figure label={t('楼栋', 'Buildings')} value={c.buildings.length} />
      <Figure label={t('设施设备', 'Assets')} value={assets} />
      <Figure
        label={t('巡查点位', 'Checkpoints')}
        value={c.checkpoints}
        {...(c.checkpoints === 0 && {
          note: t('还没有点位，无法巡查', 'none yet: nothing to patrol'),
        })}
      />
    </Figures>
  )
}

function Profile({ compound: c }: { compound: CompoundView }) {
  const contract = c.contracts[0]
  return (
    <Facts
      columns={2}
      rows={[
        [t('物业企业', 'Company'), c.company ? c.company.name : t('无人管理', 'Nobody runs it')],
        [
          t('服务合同', 'Contract'),
          contract &&
            t(
              `自 ${dayWords(contract.fromOn)}${contract.toOn ? ` 至 ${dayWords(contract.toOn)}` : ''}`,
              `from ${dayWords(contract.fromOn)}${contract.toOn ? ` to ${dayWords(contract.toOn)}` : ''}`,
            ),
        ],
        [t('地址', 'Address'), c.address],
        [t('用途', 'Usage'), usageTitles[c.usage]?.()],
        [t('建筑面积', 'Floor area'), `${numberWords(Math.round(c.floorAreaM2))} m²`],
        [t('建成年份', 'Built'), c.builtYear],
        [
          t('最高建筑', 'Tallest building'),
          c.heightM === null
            ? t('未登记', 'not recorded')
            : `${c.heightM} m${c.heightM > 27 ? t('（高层）', ' (high-rise)') : ''}`,
        ],
        [t('业主委员会', 'Owners’ committee'), c.committee ? t('有', 'yes') : t('无', 'no')],
        [t('党小组', 'Party group'), c.partyGroup ? t('有', 'yes') : t('无', 'no')],
        [
          t('第二社区', 'Second community'),
          c.secondCommunity ? (
            <Link key="second" to={placePath(c.secondCommunity.id)}>
              {c.secondCommunity.name}
            </Link>
          ) : (
            false
          ),
        ],
        [
          t('坐标', 'Position'),
          c.lng !== null && c.lat !== null && `${c.lng}, ${c.lat} (${c.datum})`,
        ],
        [t('数据', 'Data'), c.demo && <DemoMark key="demo" />],
      ]}
    />
  )
}

function Buildings({ rows }: { rows: Building[] }) {
  return (
    <DataTable
      label={t('楼栋', 'Buildings')}
      rows={rows}
      rowKey={(b) => b.id}
      empty={<Empty title={t('还没有登记楼栋', 'No building is registered yet')} icon="compound" />}
      columns={[
        { key: 'name', title: t('楼栋', 'Building'), cell: (b) => b.name },
        {
          key: 'height',
          title: t('高度 m', 'Height m'),
          cell: (b) =>
            b.heightM ?? <span className="places-missing">{t('未登记', 'missing')}</span>,
          number: true,
        },
        { key: 'floors', title: t('层数', 'Floors'), cell: (b) => b.floors ?? '–', number: true },
        { key: 'basements', title: t('地下', 'Below'), cell: (b) => b.basements, number: true },
        { key: 'units', title: t('单元', 'Units'), cell: (b) => b.units, number: true },
        {
          key: 'households',
          title: t('户数', 'Households'),
          cell: (b) => numberWords(b.households),
          number: true,
        },
      ]}
    />
  )
}
