// What the law and our own proposals fix about patrols, dated and cited.

import { assumed, cite } from '#law/cite.ts'
import { dated } from '#law/dated.ts'

/** 每日防火巡查: at least once a day, with what to look at; a residential building sets its own count. */
export const dailyFirePatrol = cite('高层民用建筑消防安全管理规定', '第三十四条')
/** 巡查记录: made when walked, signed by who walked and who supervises. */
export const patrolRecord = cite('机关、团体、企业、事业单位消防安全管理规定', '第二十五条')
/** 电动自行车: none parked or charged in lobbies, stairs and corridors. */
export const noElectricBikesInside = cite('高层民用建筑消防安全管理规定', '第三十七条')

/** 漏巡告知: how long after its window a round is closed, and a missed or late one told to the manager. */
export const closesAfterMinutes = dated({
  '2026-01-01': { value: 30, source: assumed('漏巡后 30 分钟告知项目经理') },
})

/** 连续漏巡: how many missed rounds of one route in a row are told to the company. */
export const missedInARowForCompany = dated({
  '2026-01-01': { value: 2, source: assumed('同一路线连续两班漏巡告知物业企业') },
})

/**
 * 存疑权重: what each lead adds to the doubt about a scan; at `doubtful` somebody should look at it.
 * A lead is a reason to look and never a penalty.
 */
export const suspicion = dated({
  '2026-01-01': {
    value: {
      doubtful: 0.7,
      weights: {
        'clock-ahead': 1,
        'old-claim': 1,
        'too-fast': 0.8,
        'shared-device': 0.7,
        'photo-missing': 0.7,
        'photo-repeated': 0.7,
        'position-simulated': 0.7,
        'too-soon': 0.5,
        'far-away': 0.5,
        'out-of-order': 0.4,
        'answer-missing': 0.4,
        'typed-code': 0.3,
      },
      /** faster than a guard walks, in metres a second */
      walkingSpeed: 2.5,
      /** labels are placed on a map by hand; nearer than this nothing is said about speed */
      mapErrorM: 30,
      /** a reported position this far from the point, beyond its own accuracy, is remarked */
      farM: 150,
      /** a position less accurate than this says nothing */
      usefulAccuracyM: 100,
      clockSkewMinutes: 2,
      oldClaimDays: 7,
      /** a whole round walked in less than this share of its usual time */
      tooFastShare: 0.4,
    },
    source: assumed('打点存疑权重与阈值'),
  },
})

/** 默认巡查配置: points and rounds a day by the size of a compound, and the share of rounds at night. */
export const defaultPatrol = dated({
  '2026-01-01': {
    value: {
      sizes: [
        { households: 300, points: 20, rounds: 4 },
        { households: 1000, points: 40, rounds: 6 },
        { households: 2000, points: 60, rounds: 8 },
      ],
      /** beyond the largest size: one route for every so many households */
      householdsPerRoute: 1500,
      graceMinutes: 10,
      nightShare: 0.5,
      roundsAfterMidnight: 2,
    },
    source: assumed('小区默认巡查配置'),
  },
})
