// The name of a place known by its id, as a link to it.

import { Link } from 'react-router'
import { useRead } from '#web/api.ts'
import type { Found } from '../queries/tree.ts'
import { placePath } from './paths.ts'

export function PlaceName({ id }: { id: string }) {
  const { data } = useRead<{ rows: Found[] }>('place.search', { ids: [id] })
  return <Link to={placePath(id)}>{data?.rows[0]?.shortName ?? '…'}</Link>
}
