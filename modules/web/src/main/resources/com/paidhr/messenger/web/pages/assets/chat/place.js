// Keeps the reader's place: what is on the screen stays there while messages are put in above or taken away.
import { state, update } from './store.js';

let anchor = null;
let shownId = null;

/** Notes, before drawing, where the first visible message stands. */
export function note(root) {
  const box = root.querySelector('.history');
  anchor = null;
  if (!box || shownId !== state.openId) return;
  const top = box.getBoundingClientRect().top;
  for (const each of box.querySelectorAll('[data-seq]')) {
    const at = each.getBoundingClientRect();
    if (at.bottom > top) {
      anchor = { id: each.id, offset: at.top };
      return;
    }
  }
}

/** Pictures that come late push the end away from a reader who stood there. */
export function follow(root) {
  root.addEventListener('load', event => {
    const box = event.target.closest?.('.history');
    if (box && state.rooms.get(state.openId)?.stick) box.scrollTop = box.scrollHeight;
  }, true);
}

/** Puts it there again, or shows the end, the first unread message, or the place that was asked for. */
export function restore(root) {
  const box = root.querySelector('.history');
  const inside = state.rooms.get(state.openId);
  if (!box || !inside?.loaded) {
    shownId = null;
    return;
  }
  const first = shownId !== state.openId;
  shownId = state.openId;
  if (inside.jumpTo) return showPlace(box, inside);
  if (first) return begin(box, inside);
  if (inside.stick && inside.atEnd) box.scrollTop = box.scrollHeight;
  else if (anchor) {
    const element = document.getElementById(anchor.id);
    if (element) box.scrollTop += element.getBoundingClientRect().top - anchor.offset;
  }
}

function begin(box, inside) {
  const mark = box.querySelector('.unread-mark');
  if (mark) mark.scrollIntoView({ block: 'center' });
  else box.scrollTop = box.scrollHeight;
  inside.stick = !mark && inside.atEnd;
}

function showPlace(box, inside) {
  const element = box.querySelector(`#m-${inside.jumpTo}`);
  inside.jumpTo = null;
  inside.stick = false;
  if (!element) return;
  element.scrollIntoView({ block: 'center' });
  element.classList.add('shown');
  setTimeout(() => element.classList.remove('shown'), 2500);
  update();
}
