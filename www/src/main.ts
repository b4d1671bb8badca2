import type { Layout } from './page';
import { Page } from './page';

const WIDE = '(min-width: 860px)';

/** `?layout=one|two`; otherwise one person who is named by `?as=`, or as many as there is room for. */
function chooseLayout(parameters: URLSearchParams): Layout {
  const wanted = parameters.get('layout');
  if (wanted === 'one' || wanted === 'two') return wanted;
  const names = parameters.getAll('as').length;
  return names > 1 || (names === 0 && matchMedia(WIDE).matches) ? 'two' : 'one';
}

const parameters = new URLSearchParams(location.search);
const page = new Page(chooseLayout(parameters));
// `?as=alice&as=bob` signs both in.
void page.enter(parameters.getAll('as'));
