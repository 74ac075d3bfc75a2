// antd in the clothes of Baimi: the tokens, dense controls, one-pixel lines, hardly a shadow.

import type { ThemeConfig } from 'antd'
import theme from 'antd/es/theme'
import { fontFamily, type Scheme, tokens } from './tokens.ts'

/** @param textScale how much larger than 16 px the reader's text is: antd counts in pixels, and follows */
export function antdTheme(scheme: Scheme, textScale: number, motion: boolean): ThemeConfig {
  const c = tokens[scheme]
  const lift = `0 0 0 1px ${c.line}, 0 4px 16px rgb(0 0 0 / ${scheme === 'light' ? 8 : 40}%)`
  const mapped = {
    colorPrimary: c.brand,
    colorPrimaryHover: c['brand-hover'],
    colorPrimaryActive: c['brand-hover'],
    colorPrimaryText: c.brand,
    colorPrimaryBorder: c.ink, // the focus ring: seen on every button, also on the red one
    colorError: c['grade-1'],
    colorErrorHover: c['grade-1'],
    colorErrorActive: c['grade-1'],
    colorSuccess: c.met,
    colorWarning: c['grade-2'],
    colorInfo: c.link,
    colorLink: c.link,
    colorLinkHover: c.ink,
    colorLinkActive: c.ink,
  }
  return {
    algorithm: [
      scheme === 'light' ? theme.defaultAlgorithm : theme.darkAlgorithm,
      // antd mixes shades of its own, darker ones at night; ours were checked for contrast and stay as they are.
      (_, mixed) => ({ ...mixed!, ...mapped }),
    ],
    token: {
      fontFamily,
      fontSize: 14 * textScale,
      lineHeight: 22 / 14,
      borderRadius: 6,
      borderRadiusLG: 6,
      borderRadiusSM: 4,
      controlHeight: 34 * textScale,
      wireframe: false,
      motion,
      motionUnit: 0.05,
      colorPrimary: c.brand,
      colorInfo: c.link,
      colorLink: c.link,
      colorSuccess: c.met,
      colorWarning: c['grade-2'],
      colorError: c['grade-1'],
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
      Segmented: {
        itemSelectedBg: scheme === 'light' ? c.surface : c.line,
        itemSelectedColor: c.ink,
        itemColor: c.muted,
        trackBg: c.sunken,
      },
    },
  }
}
