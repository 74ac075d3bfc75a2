// Who plays in the demonstration city. The divisions are real; companies, compounds and people are invented,
// but for the two compounds of the source article, whose place and figures here are only an approximation.

/** How well a compound is run; decides how its ninety days go. */
export type Temper = 'model' | 'steady' | 'lax' | 'turnaround'

export type CastCompound = {
  name: string
  /** "district street n": it stands in the n-th 社区 of that street, in the order of the codes */
  community: string
  company: number
  builtYear: number
  households: number
  towers: number
  floors: number
  temper: Temper
  usage?: 'residential' | 'mixed' | 'apartment'
}

export const companies = [
  '上步物业服务有限公司长沙分公司',
  '湘江晴岚物业服务有限公司',
  '麓山同里物业管理有限公司',
  '浏阳河畔物业服务有限公司',
  '星沙百安物业管理有限公司',
  '橘洲安居物业服务有限公司',
  '潇湘邻里物业管理有限公司',
  '望岳家园物业服务有限公司',
] as const

// name, community, company, built, households, towers, floors, temper
const rows: [string, string, number, number, number, number, number, Temper][] = [
  ['海利华宫', '天心区 裕南街街道 0', 0, 2002, 612, 4, 24, 'turnaround'],
  ['中交中央公园D4区', '天心区 暮云街道 0', 1, 2021, 1480, 12, 33, 'model'],
  ['晴川里', '天心区 金盆岭街道 1', 1, 2009, 860, 6, 18, 'steady'],
  ['书院南苑', '天心区 裕南街街道 3', 6, 1998, 420, 9, 7, 'lax'],
  ['桂语庭', '天心区 桂花坪街道 1', 5, 2013, 1120, 8, 28, 'steady'],
  ['青园听雨', '天心区 青园街道 2', 2, 2006, 540, 7, 11, 'steady'],
  ['先锋云著', '天心区 先锋街道 1', 1, 2019, 1960, 11, 32, 'model'],
  ['赤岭花开', '天心区 赤岭路街道 3', 6, 2004, 700, 8, 9, 'lax'],
  ['白沙晓筑', '天心区 城南路街道 2', 5, 2001, 380, 3, 18, 'steady'],
  ['雨溪境', '雨花区 黎托街道 2', 1, 2018, 1530, 9, 33, 'model'],
  ['左岸清风', '雨花区 左家塘街道 4', 3, 2007, 920, 7, 18, 'steady'],
  ['东塘旧里', '雨花区 东塘街道 1', 6, 1996, 510, 11, 7, 'lax'],
  ['圭塘河湾', '雨花区 圭塘街道 5', 3, 2012, 1340, 10, 26, 'steady'],
  ['同升湖畔', '雨花区 同升街道 3', 7, 2010, 640, 14, 6, 'model'],
  ['井湾新苑', '雨花区 井湾子街道 2', 6, 2003, 880, 9, 12, 'steady'],
  ['洞井青禾', '雨花区 洞井街道 6', 5, 2015, 1680, 10, 30, 'steady'],
  ['侯家塘小筑', '雨花区 侯家塘街道 3', 5, 2000, 300, 2, 22, 'lax'],
  ['麓谷听松苑', '岳麓区 麓谷街道 4', 2, 2016, 1880, 12, 32, 'model'],
  ['梅溪云影', '岳麓区 梅溪湖街道 3', 2, 2017, 2240, 14, 33, 'model'],
  ['观沙晚照', '岳麓区 观沙岭街道 5', 7, 2011, 1260, 9, 28, 'steady'],
  ['望月新村南区', '岳麓区 望月湖街道 2', 6, 1994, 760, 16, 6, 'lax'],
  ['银盆里', '岳麓区 银盆岭街道 6', 2, 2008, 690, 6, 18, 'steady'],
  ['洋湖栖岸', '岳麓区 洋湖街道 4', 1, 2020, 1720, 11, 26, 'model'],
  ['咸嘉小镇', '岳麓区 咸嘉湖街道 1', 7, 2005, 830, 12, 8, 'steady'],
  ['火星北里', '芙蓉区 火星街道 2', 3, 2002, 470, 6, 11, 'steady'],
  ['马王堆东苑', '芙蓉区 马王堆街道 1', 3, 2000, 560, 8, 9, 'lax'],
  ['荷花雅集', '芙蓉区 荷花园街道 3', 5, 2006, 720, 5, 24, 'steady'],
  ['定王台里弄', '芙蓉区 定王台街道 4', 6, 1992, 260, 5, 7, 'lax'],
  ['隆平稻香', '芙蓉区 东湖街道 2', 4, 2014, 1450, 9, 30, 'steady'],
  ['四方坪星苑', '开福区 四方坪街道 3', 3, 2009, 990, 7, 22, 'steady'],
  ['捞刀河源', '开福区 捞刀河街道 2', 7, 2018, 1310, 9, 27, 'model'],
  ['湘雅旧巷', '开福区 湘雅路街道 1', 6, 1997, 340, 6, 7, 'lax'],
  ['浏阳河之歌', '开福区 浏阳河街道 3', 3, 2013, 1570, 10, 32, 'steady'],
  ['青竹湖山语', '开福区 青竹湖街道 4', 7, 2015, 620, 18, 4, 'model'],
  ['月亮岛渔歌', '望城区 月亮岛街道 3', 4, 2019, 1640, 10, 31, 'steady'],
  ['高塘领秀', '望城区 高塘岭街道 5', 4, 2012, 910, 7, 18, 'steady'],
  ['金山桥畔', '望城区 金山桥街道 2', 4, 2020, 1390, 9, 28, 'steady'],
  ['星沙映象', '长沙县 星沙街道 8', 4, 2010, 1280, 9, 18, 'steady'],
  ['泉塘人家', '长沙县 泉塘街道 6', 4, 2007, 1020, 12, 11, 'lax'],
  ['湘龙锦绣', '长沙县 湘龙街道 4', 4, 2016, 1760, 11, 30, 'model'],
  ['淮川水岸', '浏阳市 淮川街道 2', 5, 2011, 780, 6, 18, 'steady'],
  ['玉潭春晓', '宁乡市 玉潭街道 3', 7, 2014, 1150, 8, 26, 'steady'],
]

export const compounds: CastCompound[] = rows.map(
  ([name, community, company, builtYear, households, towers, floors, temper]) => ({
    name,
    community,
    company,
    builtYear,
    households,
    towers,
    floors,
    temper,
  }),
)

const surnames = [
  ...'王李张刘陈杨黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文',
]
const given = [
  '建国',
  '秀英',
  '伟',
  '芳',
  '强',
  '敏',
  '静',
  '磊',
  '洋',
  '艳',
  '勇',
  '军',
  '杰',
  '娟',
  '涛',
  '明',
  '超',
  '秀兰',
  '霞',
  '平',
  '刚',
  '桂英',
  '文',
  '辉',
  '玲',
  '志强',
  '红梅',
  '海燕',
  '小军',
  '新华',
  '晓东',
  '丽娟',
  '国平',
  '春花',
  '立新',
  '爱民',
  '卫东',
  '冬梅',
  '学文',
  '佳',
  '思远',
  '一鸣',
  '子涵',
  '雨欣',
  '浩然',
  '梓萱',
  '嘉怡',
  '俊杰',
  '欣妍',
  '宇航',
]

/** The n-th invented person. */
export const personName = (n: number): string =>
  surnames[(n * 37) % surnames.length]! + given[(n * 17 + Math.floor(n / 7)) % given.length]!

/** The demonstration logins, printed at start and offered on the sign-in page. One password for all. */
export const demoPassword = 'baimi-demo-2026'
export const demoLogins = [
  'guard',
  'engineer',
  'manager',
  'company',
  'grid',
  'community',
  'street',
  'district',
  'city',
  'admin',
] as const
