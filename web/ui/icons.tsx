// The icons of Baimi: 20 px, one 1.5 px stroke, drawn for this house so that all are of one hand.

import type { ReactNode } from 'react'

const paths = {
  today: <path d="M4 5.5h12v10.5H4zM4 8.5h12M7 3.5v3M13 3.5v3M7.2 12l2 2 3.6-3.6" />,
  hazard: <path d="M10 3.2 17.6 16.4H2.4zM10 8v4M10 14.2v.1" />,
  patrol: (
    <path d="M5.2 16.5c-1.5 0-2.5-.8-2.5-2s1-2 2.5-2h9.6c1.5 0 2.5-.8 2.5-2s-1-2-2.5-2H10M6.5 8.2S3.8 6.3 3.8 4.6a2.7 2.7 0 0 1 5.4 0c0 1.7-2.7 3.6-2.7 3.6ZM15.5 16.5v.1" />
  ),
  round: <path d="M16.5 10A6.5 6.5 0 1 1 14 4.9M16.8 3.5v3.2h-3.2M10 6.5V10l2.5 1.5" />,
  calendar: (
    <path d="M3.5 5h13v11.5h-13zM3.5 8.5h13M7 3v3.5M13 3v3.5M7 11.5h.1M10 11.5h.1M13 11.5h.1M7 14h.1M10 14h.1" />
  ),
  credit: (
    <path d="M10 2.8 16.5 5v5c0 3.6-2.7 6-6.5 7.3C6.2 16 3.5 13.6 3.5 10V5zM7.2 10l2 2 3.6-3.8" />
  ),
  compound: (
    <path d="M3 17V8.5l5-2V17M8 17V4l6 2.2V17M14 17v-6.5l3 1V17M2 17h16M5.5 10.5v.1M5.5 13.5v.1M11 8.5v.1M11 11.5v.1M11 14.5v.1" />
  ),
  board: <path d="M3 16.5h14M5 16.5V11M9 16.5V6.5M13 16.5V9M16 4.5l-4 2.5-3.5-3L4 7.5" />,
  map: <path d="m3 5 4.7-1.7 4.6 1.7L17 3.3v11.7l-4.7 1.7L7.7 15 3 16.7zM7.7 3.3V15M12.3 5v11.7" />,
  people: (
    <path d="M7.5 9.5a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6ZM2.5 16.3c0-2.7 2.2-4.5 5-4.5s5 1.8 5 4.5M13 4.2a2.7 2.7 0 0 1 0 5.1M14.5 12.1c1.8.5 3 2 3 4.2" />
  ),
  person: (
    <path d="M10 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM4.3 16.7c0-2.9 2.5-4.8 5.7-4.8s5.7 1.9 5.7 4.8" />
  ),
  organisation: <path d="M7.5 3.5h5v3.5h-5zM3 13h5v3.5H3zM12 13h5v3.5h-5zM10 7v3M5.5 13v-3h9v3" />,
  import: <path d="M10 3v9M6.8 9.2 10 12.4l3.2-3.2M3.5 12.5v4h13v-4" />,
  export: <path d="M10 12.5V3.3M6.8 6.5 10 3.3l3.2 3.2M3.5 12.5v4h13v-4" />,
  checkpoint: (
    <path d="M10 17.3S4.5 12.7 4.5 8.5a5.5 5.5 0 0 1 11 0c0 4.2-5.5 8.8-5.5 8.8ZM10 10.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z" />
  ),
  label: (
    <path d="M3.5 3.5H8V8H3.5zM12 3.5h4.5V8H12zM3.5 12H8v4.5H3.5zM12 12h2v2h-2zM16.5 12v.1M14.5 16.5h2V14" />
  ),
  asset: <path d="M5 3.5h10v13H5zM10 3.5v13M7.5 8.5 6.8 10h1.4zM12.5 11.5l.7-1.5h-1.4z" />,
  bell: (
    <path d="M5.5 8.5a4.5 4.5 0 0 1 9 0c0 3.8 1.5 5 1.5 5H4s1.5-1.2 1.5-5ZM8.3 16a1.9 1.9 0 0 0 3.4 0" />
  ),
  search: <path d="M9 14.5A5.5 5.5 0 1 0 9 3.5a5.5 5.5 0 0 0 0 11ZM13.2 13.2 17 17" />,
  menu: <path d="M3 5.5h14M3 10h14M3 14.5h14" />,
  more: <path d="M4.5 10h.1M10 10h.1M15.5 10h.1" strokeWidth="2.2" />,
  close: <path d="m5 5 10 10M15 5 5 15" />,
  check: <path d="m4 10.5 4 4 8-9" />,
  plus: <path d="M10 4v12M4 10h12" />,
  down: <path d="m5.5 8 4.5 4.5L14.5 8" />,
  up: <path d="m5.5 12.5 4.5-4.5 4.5 4.5" />,
  left: <path d="M12.5 5 8 10l4.5 5" />,
  right: <path d="M8 5l4.5 5L8 15" />,
  back: <path d="M16.5 10h-13M8 5.2 3.5 10 8 14.8" />,
  camera: (
    <path d="M3 6.5h3.2L7.5 4.5h5l1.3 2H17v9.5H3zM10 13.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z" />
  ),
  photo: <path d="M3 4h14v12H3zM3 13.5l4-4 3.5 3.5 2.5-2.5 4 4M12.5 7.5h.1" />,
  print: <path d="M6 7V3.5h8V7M6 14H3.5V7h13v7H14M6 11.5h8v5H6z" />,
  document: <path d="M5 2.8h7l3.5 3.5v11h-10.5zM12 2.8v3.7h3.5M7.5 10h5M7.5 13h5" />,
  clock: <path d="M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM10 6v4l2.7 1.8" />,
  offline: (
    <path d="M3 3l14 14M6.3 11.5a5.4 5.4 0 0 1 2.3-1.3M3.5 8.3a9.6 9.6 0 0 1 2.4-1.6M9 5.4c2.7-.3 5.4.7 7.5 2.9M11.8 10.3c.7.3 1.3.7 1.9 1.2M10 15v.1" />
  ),
  globe: (
    <path d="M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM3 10h14M10 3c2 2 3 4.3 3 7s-1 5-3 7c-2-2-3-4.3-3-7s1-5 3-7Z" />
  ),
  sun: (
    <path d="M10 13a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM10 2.5v1.7M10 15.8v1.7M2.5 10h1.7M15.8 10h1.7M4.7 4.7l1.2 1.2M14.1 14.1l1.2 1.2M4.7 15.3l1.2-1.2M14.1 5.9l1.2-1.2" />
  ),
  moon: <path d="M16.5 11.7A6.8 6.8 0 0 1 8.3 3.5a6.8 6.8 0 1 0 8.2 8.2Z" />,
  device: <path d="M3 4h14v9.5H3zM7 16.5h6M10 13.5v3" />,
  signOut: <path d="M8 3.5H3.5v13H8M12.5 6.5 16 10l-3.5 3.5M16 10H7.5" />,
  key: <path d="M6.5 13.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM10 10h7v2.5M14 10v2" />,
  settings: (
    <path d="M3 6h6M13 6h4M11 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM3 14h3M10 14h7M8 16a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z" />
  ),
  filter: <path d="M3 5h14M5.5 10h9M8 15h4" />,
  star: <path d="m10 3 2.1 4.5 4.9.6-3.6 3.4.9 4.9L10 14l-4.3 2.4.9-4.9L3 8.1l4.9-.6z" />,
  link: (
    <path d="M8.5 11.5a3 3 0 0 0 4.3 0l3-3a3 3 0 0 0-4.3-4.3L10.3 5.4M11.5 8.5a3 3 0 0 0-4.3 0l-3 3a3 3 0 0 0 4.3 4.3l1.2-1.2" />
  ),
  phone: <path d="M6 2.5h8v15H6zM9 15h2" />,
  torch: <path d="M7 3h6v3.5l-1.5 2.5v8h-3V9L7 6.5zM7 6h6M10 11.5v1.5" />,
  scan: <path d="M3 7V3h4M13 3h4v4M17 13v4h-4M7 17H3v-4M3 10h14" />,
  refresh: <path d="M16.5 10A6.5 6.5 0 1 1 14 4.9M16.8 3.5v3.2h-3.2" />,
  keyboard: (
    <path d="M2.5 5.5h15v9h-15zM5.5 8.5h.1M8.5 8.5h.1M11.5 8.5h.1M14.5 8.5h.1M6.5 11.7h7" />
  ),
} satisfies Record<string, ReactNode>

export type IconName = keyof typeof paths

/** An icon is decoration: the words beside it, or the label of its button, say what it means. */
export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg
      className="bm-icon"
      // In rem, so that it grows with the text it stands beside.
      style={{ width: `${size / 16}rem`, height: `${size / 16}rem` }}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {paths[name]}
    </svg>
  )
}
