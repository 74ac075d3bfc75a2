// What goes wrong in the demonstration: kinds from the catalogue, with the words people would use.

import type { Scene as Subject } from './pictures.ts'

export type Plot = {
  typeCode: string
  grade: 1 | 2 | 3 | 4
  subject: Subject
  /** kind of checkpoint it is found at */
  at: string
  note: string
  measure: string
  interim: string
  /** how much more often than others */
  often: number
}

export const plots: Plot[] = [
  plot(
    'FIRE-01',
    2,
    'exit',
    'stair',
    6,
    '楼梯间堆放纸箱和旧家具，疏散门打不开',
    '清空堆物并上门告知住户',
    '专人值守，每两小时巡查一次',
  ),
  plot(
    'FIRE-02',
    2,
    'lane',
    'fire-lane',
    5,
    '两辆私家车停在消防车道上',
    '联系车主挪车，补划禁停标线',
    '摆放隔离桩，安排秩序员疏导',
  ),
  plot(
    'FIRE-03',
    3,
    'extinguisher',
    'lobby',
    4,
    '灭火器箱前堆放婴儿车，压力表指针偏低',
    '清理遮挡，更换灭火器',
    '临时增配两具灭火器',
  ),
  plot(
    'FIRE-04',
    3,
    'door',
    'lobby',
    5,
    '常闭式防火门被砖块顶住',
    '移除障碍，更换闭门器',
    '张贴提示，加密巡查',
  ),
  plot(
    'FIRE-05',
    1,
    'panel',
    'basement',
    1,
    '火灾报警主机显示整栋回路故障',
    '更换回路模块并全楼联动测试',
    '增派人员二十四小时值守',
  ),
  plot(
    'EBIKE-01',
    2,
    'ebike',
    'stair',
    6,
    '电动自行车停放在楼道内充电',
    '劝离并引导至充电棚',
    '断开楼道插座电源，夜间加巡',
  ),
  plot(
    'EBIKE-02',
    2,
    'ebike',
    'lobby',
    3,
    '从二楼飞线给电动自行车充电',
    '拆除飞线，约谈住户',
    '现场值守直至拆除',
  ),
  plot(
    'ELEC-01',
    2,
    'panel',
    'power-room',
    2,
    '配电箱门敞开，箱前堆放杂物',
    '清理杂物，修复箱门锁',
    '拉设警戒带',
  ),
  plot(
    'LIFT-03',
    3,
    'lift',
    'lobby',
    2,
    '电梯维保记录超过十五日',
    '督促维保单位当日到场',
    '轿厢张贴提示，加密巡查',
  ),
  plot(
    'WATER-02',
    2,
    'tank',
    'basement',
    1,
    '集水井排水泵不启动',
    '更换浮球开关并试运行',
    '备用潜水泵到位',
  ),
  plot(
    'BLDG-03',
    2,
    'wall',
    'perimeter',
    2,
    '围墙开裂倾斜',
    '支护并安排结构检查',
    '设置警戒，禁止靠近',
  ),
  plot('SEC-01', 3, 'camera', 'gate', 2, '大门监控离线超过一天', '更换交换机', '门岗增派一人'),
  plot('PLAY-01', 3, 'wall', 'playground', 2, '滑梯踏板断裂', '更换踏板', '封闭停用'),
]

function plot(
  typeCode: string,
  grade: Plot['grade'],
  subject: Subject,
  at: string,
  often: number,
  note: string,
  measure: string,
  interim: string,
): Plot {
  return { typeCode, grade, subject, at, often, note, measure, interim }
}
