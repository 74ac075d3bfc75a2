// Language and light: two small choices, kept on this device.

import Segmented from 'antd/es/segmented'
import type { Lang } from '#base/text.ts'
import { chooseLang, t, useLang } from '../i18n.ts'
import { chooseScheme, type SchemeChoice, useSchemeChoice } from '../scheme.ts'

export function LanguageSwitch({ onChoose }: { onChoose?: (lang: Lang) => void }) {
  const lang = useLang()
  return (
    <Segmented<Lang>
      aria-label="语言 Language"
      value={lang}
      onChange={(chosen) => {
        chooseLang(chosen)
        onChoose?.(chosen)
      }}
      options={[
        { value: 'zh', label: <span lang="zh-CN">中文</span> },
        { value: 'en', label: <span lang="en">English</span> },
      ]}
    />
  )
}

export function SchemeSwitch() {
  useLang()
  return (
    <Segmented<SchemeChoice>
      aria-label={t('明暗', 'Light or dark')}
      value={useSchemeChoice()}
      onChange={chooseScheme}
      options={[
        { value: 'light', label: t('浅色', 'Light') },
        { value: 'dark', label: t('深色', 'Dark') },
        { value: 'device', label: t('跟随设备', 'Device') },
      ]}
    />
  )
}
