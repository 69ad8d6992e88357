import { GAP_ALARM_HOURS, gapsAhead } from '@openhaven/domain/rota-alarm';
import { idsOf, staffedRotas } from '../access/rota.ts';
import type { Context } from '../context.ts';
import { type WorkItemView, workItem } from './work-item.ts';

/** Rotas with a time ahead in which nobody is on call: one item a service, due as the first of them begins. */
export async function rotasToFill({ store, actor, now }: Context): Promise<readonly WorkItemView[]> {
  const isCoordinator = actor.role === 'COORDINATOR';
  const hours = GAP_ALARM_HOURS[isCoordinator ? 'COORDINATOR' : 'MANAGERS'];
  const ids = isCoordinator ? await store.rotas.serviceIds() : actor.serviceIds;
  const rotas = await staffedRotas(store, ids);
  const services = await store.services.activeAmong([...rotas.keys()]);
  return services.flatMap((service) => {
    const own = rotas.get(service.id);
    const [gap] = own ? gapsAhead({ rota: own.rota, staff: idsOf(own.staff), now }, hours) : [];
    return gap ? [workItem('FILL_ROTA', service, { dueAt: gap.from, service })] : [];
  });
}
