// The viewfinder: live camera, torch, and a single photo where there is no live camera.

import type { ReactNode, RefObject } from 'react'
import { t } from '../i18n.ts'
import { Icon } from '../ui/icons.tsx'
import { type CameraState, useCamera } from './camera.ts'
import { codesIn } from './detector.ts'
import { Note } from './ui.tsx'
import './scanner.css'

type Props = {
  /** a code was seen; called again for as long as it stays in the picture */
  onCode: (code: string) => void
  /** a photo held no code */
  onNothing: () => void
  paused: boolean
  /** the code that was taken last; not reported again while it stays in sight */
  taken: RefObject<string | null>
  /** what stands over the picture */
  children?: ReactNode
}

export function Scanner({ onCode, onNothing, paused, taken, children }: Props) {
  const { video, state, toggleTorch } = useCamera(paused, onCode, taken)
  return (
    <div className="f-finder">
      <video ref={video} muted playsInline aria-label={t('相机画面', 'Camera picture')} />
      {state.kind === 'running' && !paused && (
        <>
          <div className="f-frame" aria-hidden="true" />
          <p className="f-aim">{t('对准标签上的二维码', 'Point at the code on the label')}</p>
        </>
      )}
      {state.kind === 'running' && state.torch !== null && (
        <button type="button" className="f-torch" aria-pressed={state.torch} onClick={toggleTorch}>
          <Icon name="torch" size={28} />
          {state.torch ? t('关灯', 'Light off') : t('开灯', 'Light on')}
        </button>
      )}
      {state.kind === 'starting' && (
        <p className="f-finder-words" role="status">
          {t('正在打开相机', 'Opening the camera')}
        </p>
      )}
      {state.kind === 'failed' && (
        <div className="f-finder-words">
          <Note tone="late" icon="camera">
            {why(state)}
          </Note>
          {state.why !== 'reader' && <PhotoOfCode onCode={onCode} onNothing={onNothing} />}
        </div>
      )}
      {children}
    </div>
  )
}

const why = ({ why }: CameraState & { kind: 'failed' }): string =>
  ({
    denied: t(
      '相机没有授权。可在浏览器的网站设置里允许，或用下面的办法',
      'The camera is not allowed. Allow it in the site settings, or do this instead',
    ),
    none: t('这台设备没有相机', 'This device has no camera'),
    insecure: t(
      '当前网址不是 https，浏览器不开放相机画面',
      'This address is not https, so the browser gives no live camera',
    ),
    reader: t(
      '扫码部件还没有存到这台手机，联网打开一次百米即可。现在请输入编号',
      'The code reader is not on this phone yet; open Baimi once with signal. Type the code for now',
    ),
    busy: t('相机被其他应用占用', 'Another app is using the camera'),
  })[why]

/** Takes one photo with the phone's own camera app and reads the code from it. */
function PhotoOfCode({ onCode, onNothing }: Pick<Props, 'onCode' | 'onNothing'>) {
  const read = async (file: File | undefined) => {
    if (!file) return
    const codes = await codesIn(file).catch(() => [])
    if (codes[0] === undefined) onNothing()
    else onCode(codes[0])
  }
  return (
    <label className="f-shot">
      <input
        type="file"
        accept="image/*"
        capture="environment"
        onChange={(event) => {
          void read(event.target.files?.[0])
          event.target.value = ''
        }}
      />
      <span className="f-button">
        <Icon name="camera" size={24} />
        {t('拍下二维码', 'Photograph the code')}
      </span>
    </label>
  )
}
