use std::collections::VecDeque;

use offhook_protocol::Timestamp;

use crate::config::Config;
use crate::input::Fresh;
use crate::mail::Mail;
use crate::output::Output;
use crate::tally::Tally;

/// What a part has before it while it handles one message: the time, fresh ids, and where to put mail and outputs.
pub(crate) struct Desk<'a> {
    pub(crate) now: Timestamp,
    pub(crate) config: &'a Config,
    pub(crate) tally: &'a mut Tally,
    pub(crate) ids: &'a mut Ids,
    pub(crate) mail: &'a mut VecDeque<Mail>,
    pub(crate) outputs: &'a mut VecDeque<Output>,
}

impl Desk<'_> {
    pub(crate) fn post(&mut self, mail: Mail) {
        self.mail.push_back(mail);
    }
}

/// The ids that one input may make, all derived from its fresh number.
pub(crate) struct Ids(u128);

impl Ids {
    pub(crate) fn new(fresh: Fresh) -> Ids {
        Ids(fresh.0)
    }

    /// A GUID of version 4 (RFC 9562 section 5.4).
    pub(crate) fn guid(&mut self) -> String {
        let bits = self.0;
        self.0 = self.0.wrapping_add(1);
        format!(
            "{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}",
            (bits >> 96) as u32,
            (bits >> 80) as u16,
            (bits >> 64) as u16 & 0xfff,
            (bits >> 48) as u16 & 0x3fff | 0x8000,
            bits as u64 & 0xffff_ffff_ffff,
        )
    }
}
