import type { CommunicationServicesError, TeamsCall } from '@azure/communication-calling';
import { Problem, screenDenied, screenUnsupported } from '../problems';
import { personBehind } from './identity';
import type { SharedScreen } from './streams';
import { screenIn } from './streams';

/** How soon after the end of one's own sharing that of another one explains it, in milliseconds. */
const SOON = 3000;

/** The screen in a call: one's own, or that of another one. */
export class Share {
  private stopping = false;
  private lostAt = -Infinity;

  constructor(
    private readonly call: TeamsCall,
    /** Hears who took over from this end. */
    private readonly takenOver: (problem: Problem) => void,
  ) {
    call.on('isScreenSharingOnChanged', () => {
      if (!call.isScreenSharingOn && !this.stopping) this.lostAt = Date.now();
    });
  }

  /** The screen that somebody else shares. */
  get shown(): SharedScreen | undefined {
    return screenIn(this.call);
  }

  /** Shares a screen, or stops that. */
  async toggle(): Promise<void> {
    await (this.call.isScreenSharingOn ? this.stop() : this.start());
  }

  /** Tells if somebody took over, once it is known who. */
  check(): void {
    const { shown } = this;
    if (!shown || Date.now() - this.lostAt > SOON) return;
    this.lostAt = -Infinity;
    this.takenOver(takenOverBy(personBehind(shown.participant).name));
  }

  private async start(): Promise<void> {
    await this.call.startScreenSharing().catch((error: unknown) => {
      throw problemOfSharing(error);
    });
  }

  private async stop(): Promise<void> {
    this.stopping = true;
    try {
      await this.call.stopScreenSharing();
    } finally {
      this.stopping = false;
    }
  }
}

function problemOfSharing(error: unknown): unknown {
  const { subCode } = error as Partial<CommunicationServicesError>;
  if (subCode === 40613) return screenDenied();
  return subCode === 40614 ? screenUnsupported() : error;
}

function takenOverBy(name: string): Problem {
  return new Problem(`${name} shares a screen now.`, 'That ended your sharing: one person at a time does.');
}
