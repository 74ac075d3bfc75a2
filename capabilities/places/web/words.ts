// Words of places that only the desk needs.

import { t } from '#web/i18n.ts'

/** 用途, said when shown: the language may have changed since the file was loaded. */
export const usageTitles: Record<string, () => string> = {
  residential: () => t('住宅', 'Residential'),
  mixed: () => t('商住', 'Mixed'),
  apartment: () => t('公寓', 'Apartments'),
  public: () => t('公共建筑', 'Public'),
  parking: () => t('车库', 'Parking'),
}

const choices = (usages: readonly string[]) =>
  usages.map((value) => ({ value, label: usageTitles[value]!() }))

export const compoundUsages = () => choices(['residential', 'mixed', 'apartment'])
export const buildingUsages = () =>
  choices(['residential', 'mixed', 'apartment', 'public', 'parking'])
