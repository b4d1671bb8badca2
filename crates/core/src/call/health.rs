//! What a call says to the user of its network and devices.

use super::Call;
use crate::desk::Desk;
use crate::event::{Diagnostic, Event};
use crate::peer::Peer;
use crate::quality::Quality;

impl Call {
    /// The browser says that it has a network, or none.
    pub(crate) fn network(&mut self, desk: &mut Desk, online: bool) {
        self.diagnose(desk, Diagnostic::NoNetwork(!online));
    }

    /// What the peers and the microphone say to the user.
    pub(super) fn measure(&mut self, desk: &mut Desk) {
        if self.shown.is_established() {
            let bad = self.is_cut_off();
            self.diagnose(desk, Diagnostic::NetworkReconnect { bad });
            let (receive, send) = self.qualities();
            self.diagnose(desk, Diagnostic::ReceiveQuality(receive));
            self.diagnose(desk, Diagnostic::SendQuality(send));
            self.diagnose(desk, Diagnostic::SpeakingWhileMuted(self.sources.speaks_while_muted()));
        }
    }

    /// Whether all media was lost that there was. Where some goes on, the trouble is another's.
    fn is_cut_off(&self) -> bool {
        !self.has_media() && self.live().any(Peer::was_connected)
    }

    /// Each the worst that any peer has.
    fn qualities(&self) -> (Quality, Quality) {
        self.live()
            .map(|peer| peer.reception().qualities())
            .fold((Quality::Good, Quality::Good), |worst, one| (worst.0.max(one.0), worst.1.max(one.1)))
    }

    /// Tells a diagnostic if it is news. That something is well is news only after it was not. Of what is no call for
    /// apps yet, nothing is kept.
    pub(super) fn diagnose(&mut self, desk: &mut Desk, diagnostic: Diagnostic) {
        if !self.is_shown_as_call() {
            return;
        }
        let known = self.diagnostics.iter_mut().find(|known| known.is_about(diagnostic));
        let news = match known {
            Some(known) => std::mem::replace(known, diagnostic) != diagnostic,
            None if diagnostic.is_well() => false,
            None => {
                self.diagnostics.push(diagnostic);
                true
            }
        };
        if news {
            desk.event(Event::Diagnostic { leg: self.leg.clone(), diagnostic });
        }
    }
}
