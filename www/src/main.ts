import { leftCalls } from './call/left';
import { tapConnections } from './hood/tap';
import { chooseCount } from './layout';
import { keptNames } from './lines';
import { Page } from './page';

const WIDE = '(min-width: 860px)';

tapConnections();
const parameters = new URLSearchParams(location.search);
// `?as=alice&as=bob` signs both in. Who was signed in before the tab was loaded again, is so again.
const named = parameters.getAll('as');
const names = named.length > 0 ? named : keptNames();
// Before the page keeps those of now.
const left = leftCalls();
const page = new Page(chooseCount(parameters.get('layout'), names, matchMedia(WIDE).matches));
void page.enter(names, left);
