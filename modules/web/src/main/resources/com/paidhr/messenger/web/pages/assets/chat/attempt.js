// Work for a dialog that stays open: it is busy meanwhile, and shows why something was refused.
import { update } from './store.js';

export async function attempt(shown, work) {
  update(() => Object.assign(shown, { busy: true, error: null }));
  try {
    await work();
  } catch (error) {
    update(() => { shown.error = error; });
  }
  update(() => { shown.busy = false; });
}
