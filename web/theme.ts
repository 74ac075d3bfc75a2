// antd in the clothes of Baimi: the tokens, dense controls, one-pixel lines, hardly a shadow.

import type { ThemeConfig } from 'antd'
import theme from 'antd/es/theme'
import { fontFamily, type Scheme, tokens } from './tokens.ts'

export function antdTheme(scheme: Scheme): ThemeConfig {
  const c = tokens[scheme]
  const lift = scheme === 'light' ? '0 6px 24px rgb(29 33 37 / 10%)' : '0 6px 24px rgb(0 0 0 / 45%)'
  return {
    algorithm: scheme === 'light' ? theme.defaultAlgorithm : theme.darkAlgorithm,
    token: {
      fontFamily,
      fontSize: 14,
      lineHeight: 22 / 14,
      borderRadius: 6,
      borderRadiusLG: 6,
      borderRadiusSM: 4,
      controlHeight: 34,
      wireframe: false,
      motionUnit: 0.05,
      colorPrimary: c.brand,
      colorPrimaryHover: c['brand-hover'],
      colorPrimaryActive: c['brand-hover'],
      colorInfo: c.link,
      colorLink: c.link,
      colorLinkHover: c.ink,
      colorLinkActive: c.ink,
      colorSuccess: c.met,
      colorWarning: c['grade-2'],
      colorError: c['grade-1'],
      colorErrorHover: c['grade-1'],
      colorBgLayout: c.paper,
      colorBgContainer: c.surface,
      colorBgElevated: c.raised,
      colorText: c.ink,
      colorTextHeading: c.ink,
      colorTextSecondary: c.muted,
      colorTextTertiary: c.muted,
      colorTextDescription: c.muted,
      colorTextPlaceholder: c.muted,
      colorTextDisabled: c.muted,
      colorBorder: c['line-strong'],
      colorBorderSecondary: c.line,
      colorSplit: c.line,
      colorFillAlter: c.sunken,
      colorIcon: c.muted,
      controlItemBgActive: c['brand-soft'],
      controlItemBgActiveHover: c['brand-soft'],
      controlItemBgHover: c.sunken,
      controlOutlineWidth: 2,
      boxShadow: lift,
      boxShadowSecondary: lift,
    },
    components: {
      Button: {
        primaryColor: c['on-brand'],
        primaryShadow: 'none',
        defaultShadow: 'none',
        dangerShadow: 'none',
        fontWeight: 500,
        defaultHoverColor: c.ink,
        defaultHoverBorderColor: c.ink,
        defaultActiveColor: c.ink,
        defaultActiveBorderColor: c.ink,
      },
      Input: { activeShadow: 'none', hoverBorderColor: c.ink, activeBorderColor: c.ink },
      Select: {
        hoverBorderColor: c.ink,
        activeBorderColor: c.ink,
        activeOutlineColor: 'transparent',
        optionSelectedBg: c['brand-soft'],
        optionSelectedColor: c.ink,
      },
      DatePicker: { activeShadow: 'none', hoverBorderColor: c.ink, activeBorderColor: c.ink },
      Modal: { titleFontSize: 16 },
      Tooltip: { colorBgSpotlight: c.ink, colorTextLightSolid: c.surface },
      Segmented: { itemSelectedBg: c.surface, trackBg: c.sunken },
    },
  }
}
