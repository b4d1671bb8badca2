// Runs before the first paint, so that a chosen theme does not flash.
import { applyTheme, storedTheme } from './theme';

applyTheme(storedTheme());
