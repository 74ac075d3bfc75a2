// 演示数据: what is invented says so, quietly and always, wherever it stands, on paper too.

import { t } from '../i18n.ts'
import { useEntry } from '../session.tsx'
import './demo.css'

/** Beside a single invented thing in a city that has real ones. */
export function DemoMark() {
  return <span className="bm-demo">{t('演示', 'Demo')}</span>
}

/** On every page of the demonstration city. */
export function DemoBanner() {
  const entry = useEntry()
  if (entry.state !== 'signed-in' || !entry.session.demo) return null
  return (
    <p
      className="bm-demo bm-demo-city"
      title={t('小区与人员均为虚构', 'Compounds and people are invented')}
    >
      {t('演示数据', 'Demo data')}
    </p>
  )
}
