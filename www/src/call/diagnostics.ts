import type { TeamsCall } from '@azure/communication-calling';
import { DiagnosticQuality, Features } from '@azure/communication-calling';
import type { Problem } from '../problems';
import { TROUBLES } from './troubles';

/** Keeps what hinders a call now, by the diagnostic's name. */
export function watchDiagnostics(
  call: TeamsCall,
  troubles: Map<string, Problem>,
  other: () => string,
  changed: () => void,
): void {
  const feature = call.feature(Features.UserFacingDiagnostics);
  const keep = ({ diagnostic, value }: { diagnostic: string; value: DiagnosticQuality | boolean }): void => {
    const make = TROUBLES[diagnostic];
    const good = value === false || value === DiagnosticQuality.Good;
    if (good || !make) troubles.delete(diagnostic);
    else troubles.set(diagnostic, make(other()));
    changed();
  };
  feature.network.on('diagnosticChanged', keep);
  feature.media.on('diagnosticChanged', keep);
}
