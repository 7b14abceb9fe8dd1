// What the console knows, and drawing it.
export const state = { me: null, tab: 'overview', queue: null, nodes: [], health: null, samples: [], lost: false, updated: null, views: {}, names: new Map(), dialog: null, notice: null };

let draw = () => {};
let planned = false;

export const onChange = render => { draw = render; };

export function update(change) {
  if (typeof change === 'function') change(state);
  else if (change) Object.assign(state, change);
  if (planned) return;
  planned = true;
  requestAnimationFrame(() => { planned = false; draw(); });
}

/** What a tab remembers while another one is shown. */
export const view = name => (state.views[name] ??= {});

export function say(notice) {
  update({ notice });
  clearTimeout(say.timer);
  say.timer = setTimeout(() => update({ notice: null }), 5000);
}
