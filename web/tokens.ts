// The colours and measures of Baimi: calm paper, 1 px lines, red only where somebody must act.
//
// tokens.css carries the same values for plain CSS; tokens.test.ts keeps the two equal and the contrast high.

export type Scheme = 'light' | 'dark'

const light = {
  paper: '#FBFAF7',
  surface: '#FFFFFF',
  raised: '#FFFFFF',
  sunken: '#F4F2EC',
  line: '#E4E1D9',
  'line-strong': '#8F8B80',
  ink: '#1D2125',
  muted: '#5C636B',
  brand: '#A61E26',
  'brand-hover': '#86161D',
  'brand-soft': '#FBEFEE',
  'on-brand': '#FFFFFF',
  link: '#1F5AA6',
  'grade-1': '#B3261E',
  'grade-1-soft': '#FDECEA',
  'grade-2': '#A04A00',
  'grade-2-soft': '#FFF1E3',
  'grade-3': '#7A5B00',
  'grade-3-soft': '#FFF7D6',
  'grade-4': '#1F5AA6',
  'grade-4-soft': '#E9F1FB',
  met: '#1F6B43',
  'met-soft': '#E7F4EC',
}

const dark: typeof light = {
  paper: '#15181B',
  surface: '#1D2125',
  raised: '#242930',
  sunken: '#191C20',
  line: '#33383E',
  'line-strong': '#767D85',
  ink: '#ECEAE4',
  muted: '#A3A9B0',
  brand: '#FF8A80',
  'brand-hover': '#FFA79F',
  'brand-soft': '#33211F',
  'on-brand': '#2A0B0D',
  link: '#8DB8F0',
  'grade-1': '#FF8A80',
  'grade-1-soft': '#3A1F1D',
  'grade-2': '#FFB26B',
  'grade-2-soft': '#37271A',
  'grade-3': '#F2D16B',
  'grade-3-soft': '#322B17',
  'grade-4': '#8DB8F0',
  'grade-4-soft': '#1C2A3B',
  met: '#7FD3A2',
  'met-soft': '#1A3024',
}

export type Token = keyof typeof light
export const tokens: Record<Scheme, Record<Token, string>> = { light, dark }

export const fontFamily =
  '"PingFang SC", "HarmonyOS Sans SC", "MiSans", "Noto Sans SC", "Noto Sans CJK SC", "Microsoft YaHei", system-ui, sans-serif'
