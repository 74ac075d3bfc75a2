// 上报一条隐患, from the desk: photo, kind, place.

import Input from 'antd/es/input'
import Select from 'antd/es/select'
import { useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { newId } from '#base/id.ts'
import { dayOf } from '#base/time.ts'
import { categories, hazardTypes } from '#law/cn/hazard-types.ts'
import { useCommand } from '#web/api.ts'
import { say, t } from '#web/i18n.ts'
import { ActButton } from '#web/ui/ActButton.tsx'
import { Field, Form } from '#web/ui/Field.tsx'
import { Page } from '#web/ui/Page.tsx'
import { PhotoPicker } from '#web/ui/PhotoPicker.tsx'
import { PlacePicker } from '#web/ui/PlacePicker.tsx'
import { fieldErrors } from '#web/ui/problem.ts'
import { Refusal } from '#web/ui/Refusal.tsx'
import { hazardPath, hazardsPath } from './paths.ts'

export default function ReportHazardPage() {
  const hazardId = useRef(newId()).current
  const navigate = useNavigate()
  const [photos, setPhotos] = useState<string[]>([])
  const [typeCode, setTypeCode] = useState<string | null>(null)
  const [compoundId, setCompoundId] = useState<string | null>(null)
  const [location, setLocation] = useState('')
  const [note, setNote] = useState('')
  const report = useCommand('hazard.report', () => navigate(hazardPath(hazardId)))
  const errors = fieldErrors(report.error)
  const whyNot =
    photos.length === 0
      ? t('还差一张照片', 'A photo is missing')
      : typeCode === null
        ? t('请选择隐患类型', 'Choose what is wrong')
        : compoundId === null
          ? t('请选择小区', 'Choose the compound')
          : location.trim() === '' && t('请说明位置', 'Say where it is')
  return (
    <Page
      title={t('上报一条隐患', 'Report a hazard')}
      crumbs={[{ title: t('隐患', 'Hazards'), to: hazardsPath }]}
    >
      <Form
        label={t('上报隐患', 'Report a hazard')}
        onSubmit={() =>
          whyNot || report.mutate({ hazardId, compoundId, typeCode, location, note, photos })
        }
      >
        <PhotoPicker
          label={t('照片', 'Photos')}
          value={photos}
          onChange={setPhotos}
          error={errors['photos']}
        />
        <Field label={t('类型', 'Kind')} error={errors['typeCode']}>
          <Select
            value={typeCode}
            onChange={setTypeCode}
            showSearch={{ optionFilterProp: 'label' }}
            options={hazardTypes.on(dayOf(new Date())).map(({ code, title, category }) => ({
              value: code,
              label: `${say(categories[category])} · ${say(title)}`,
            }))}
          />
        </Field>
        <Field label={t('小区', 'Compound')} error={errors['compoundId']}>
          <PlacePicker
            label={t('小区', 'Compound')}
            kinds={['compound']}
            value={compoundId}
            onChange={setCompoundId}
          />
        </Field>
        <Field label={t('位置', 'Where exactly')} error={errors['location']}>
          <Input value={location} onChange={(e) => setLocation(e.target.value)} maxLength={200} />
        </Field>
        <Field label={t('说明', 'Note')} optional error={errors['note']}>
          <Input.TextArea value={note} onChange={(e) => setNote(e.target.value)} maxLength={500} />
        </Field>
        <Refusal problem={report.error} />
        <ActButton type="submit" busy={report.isPending} disabledReason={whyNot}>
          {t('上报', 'Report')}
        </ActButton>
      </Form>
    </Page>
  )
}
