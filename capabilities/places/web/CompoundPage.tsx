// 这个小区是什么样: profile, people, buildings, assets and checkpoints of one compound.

import { useState } from 'react'
import { Link } from 'react-router'
import { organisationPath, PostsAt } from '#identity/web'
import { useRead } from '#web/api.ts'
import { dayWords, numberWords, t } from '#web/i18n.ts'
import { useMay } from '#web/session.tsx'
import { ActButton } from '#web/ui/ActButton.tsx'
import { DemoMark } from '#web/ui/DemoBanner.tsx'
import { Facts } from '#web/ui/Facts.tsx'
import { Figure, Figures } from '#web/ui/Figure.tsx'
import { ReadingPage, Section } from '#web/ui/Page.tsx'
import type { CompoundView } from '../queries/compounds.ts'
import { Assets } from './Assets.tsx'
import { Buildings } from './Buildings.tsx'
import { Checkpoints } from './Checkpoints.tsx'
import { ChangeCompound } from './CompoundForm.tsx'
import { Contracts } from './Contracts.tsx'
import { PlaceActs } from './PlaceActs.tsx'
import { placePath, placesPath } from './paths.ts'
import './places.css'
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
      sub={
        compound.data?.toOn &&
        t(`已于 ${dayWords(compound.data.toOn)} 撤销`, `Closed on ${dayWords(compound.data.toOn)}`)
      }
      actions={compound.data && <PlaceActs place={{ ...compound.data, kind: 'compound' }} />}
      reading={compound}
    >
      {(c) => (
        <>
          <Summary compound={c} />
          <Profile compound={c} />
          {c.people.length > 0 && <PostsAt atId={c.id} />}
          <Checkpoints compound={c} />
          <Assets compound={c} />
          <Buildings compound={c} />
          <Contracts compound={c} />
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
  const [editing, setEditing] = useState(false)
  const mayManage = useMay('compound.manage', c.within)
  return (
    <Section
      title={t('档案', 'Profile')}
      extra={
        mayManage && (
          <ActButton kind="secondary" onPress={() => setEditing(true)}>
            {t('修改档案', 'Change the profile')}
          </ActButton>
        )
      }
    >
      <ProfileFacts compound={c} />
      {editing && <ChangeCompound compound={c} onClose={() => setEditing(false)} />}
    </Section>
  )
}

function ProfileFacts({ compound: c }: { compound: CompoundView }) {
  return (
    <Facts
      columns={2}
      rows={[
        [
          t('物业企业', 'Company'),
          c.company ? (
            <Link key="company" to={organisationPath(c.company.id)}>
              {c.company.name}
            </Link>
          ) : (
            t('无人管理', 'Nobody runs it')
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
