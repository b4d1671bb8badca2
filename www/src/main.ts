import { tapConnections } from './hood/tap';
import { keptNames } from './lines';
import type { Layout } from './page';
import { Page } from './page';

const WIDE = '(min-width: 860px)';

/** `?layout=one|two`; otherwise as many people as are named, or as there is room for. */
function chooseLayout(wanted: string | null, names: string[]): Layout {
  if (wanted === 'one' || wanted === 'two') return wanted;
  const last = names.map((name) => name !== '').lastIndexOf(true);
  return last > 0 || (last < 0 && matchMedia(WIDE).matches) ? 'two' : 'one';
}

tapConnections();
const parameters = new URLSearchParams(location.search);
// `?as=alice&as=bob` signs both in. Who was signed in before the tab was loaded again, is so again.
const named = parameters.getAll('as');
const names = named.length > 0 ? named : keptNames();
const page = new Page(chooseLayout(parameters.get('layout'), names));
void page.enter(names);
