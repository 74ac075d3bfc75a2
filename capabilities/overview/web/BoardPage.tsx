// The board of a place: what is late, and who must act. One page for every level of the tree.

import Button from 'antd/es/button'
import { Link, useNavigate } from 'react-router'
import { placePath } from '#places/web'
import { clockWords, dayWords, t } from '#web/i18n.ts'
import { Icon } from '#web/ui/icons.tsx'
import { ReadingPage, Section } from '#web/ui/Page.tsx'
import { type Board, isBusy } from '../board.ts'
import { AgeMatrix } from './AgeMatrix.tsx'
import './board.css'
import { Children } from './Children.tsx'
import { DistrictMap } from './DistrictMap.tsx'
import { Happened } from './Happened.tsx'
import { Headline, WhoMustAct } from './Headline.tsx'
import { type Lit, useLit } from './lit.ts'
import { boardPath, hazardsPath, roundsPath, wallPath } from './paths.ts'
import { RoundsToday } from './RoundsToday.tsx'
import { Tiles } from './Tiles.tsx'
import { Trends } from './Trends.tsx'
import { useBoard } from './useBoard.ts'
import { childrenWord, isToday } from './words.ts'

export default function BoardPage() {
  const { board, placeId } = useBoard()
  const { data } = board
  return (
    <ReadingPage
      reading={board}
      title={
        data
          ? t(
              `${data.place.name}：哪里拖着，谁该动`,
              `${data.place.name}: what is late, who must act`,
            )
          : t('哪里拖着，谁该动', 'What is late, who must act')
      }
      crumbs={(data?.path ?? []).map(({ id, name }) => ({ title: name, to: boardPath(id) }))}
      sub={data && <AsOf board={data} />}
      actions={
        <Actions placeId={data?.place.id ?? placeId} isCompound={data?.place.kind === 'compound'} />
      }
    >
      {(answer) => <Body board={answer} />}
    </ReadingPage>
  )
}

function AsOf({ board: { day, at } }: { board: Board }) {
  return (
    <>
      <span>{dayWords(day)}</span>
      <span>{t(`截至 ${clockWords(at)}`, `as of ${clockWords(at)}`)}</span>
    </>
  )
}

function Actions({ placeId, isCompound }: { placeId: string | undefined; isCompound: boolean }) {
  const navigate = useNavigate()
  return (
    <>
      {isCompound && placeId && (
        <Button
          icon={<Icon name="compound" size={18} />}
          onClick={() => navigate(placePath(placeId))}
        >
          {t('小区档案', 'Profile')}
        </Button>
      )}
      <Button icon={<Icon name="print" size={18} />} onClick={() => window.print()}>
        {t('打印', 'Print')}
      </Button>
      <Button icon={<Icon name="board" size={18} />} onClick={() => navigate(wallPath(placeId))}>
        {t('大屏', 'Wall')}
      </Button>
    </>
  )
}

function Body({ board }: { board: Board }) {
  const lit = useLit()
  const { place } = board
  return (
    <div className="ov-board">
      <Headline board={board} />
      <WhoMustAct board={board} />
      {board.children.length > 0 && <Below board={board} lit={lit} />}
      <div className="ov-three">
        <Section
          title={t('未销号：存续与等级', 'Open: age and grade')}
          extra={<Link to={hazardsPath(place.id)}>{t('隐患清单', 'All hazards')}</Link>}
        >
          <AgeMatrix board={board} />
        </Section>
        <Section
          title={isToday(board) ? t('今日巡查', 'Rounds today') : t('当日巡查', 'Rounds that day')}
          extra={<Link to={roundsPath(place.id, board.day)}>{t('全部班次', 'All rounds')}</Link>}
        >
          <RoundsToday board={board} />
        </Section>
        <Section title={t('刚刚发生', 'Just now')}>
          <Happened placeId={place.id} />
        </Section>
      </div>
      <Section
        title={t('近 30 天', 'The last 30 days')}
        extra={t('灰色为再前 30 天', 'grey: the 30 days before')}
      >
        <Trends board={board} />
      </Section>
    </div>
  )
}

/** Map or tiles on the left, the list on the right, lit by the same pointer. */
function Below({ board, lit }: { board: Board; lit: Lit }) {
  const { place, children, childrenInAll } = board
  const busy = children.filter(isBusy)
  // A handful is read faster as a list alone.
  const isPictured = place.kind === 'city' || busy.length > 6
  return (
    <Section
      title={t(
        `${childrenWord(place.kind)}，最该动的在前`,
        `${childrenWord(place.kind)}, the most pressing first`,
      )}
      extra={
        childrenInAll > children.length
          ? t(
              `共 ${childrenInAll} 个，列出 ${children.length} 个`,
              `${children.length} of ${childrenInAll}`,
            )
          : undefined
      }
    >
      <div className={isPictured ? 'ov-below' : undefined}>
        {place.kind === 'city' && <DistrictMap districts={children} lit={lit} />}
        {place.kind !== 'city' && isPictured && <Tiles places={busy} lit={lit} />}
        <Children board={board} lit={lit} />
      </div>
    </Section>
  )
}
