use crate::Frame;

/// After how many received messages a mere acknowledgement is sent. It only bounds the other end's memory: what is
/// resent for want of one is dropped as a duplicate.
const ACKNOWLEDGE_EVERY: u64 = 16;

/// One end of a session that outlives its connections: numbers what is sent, keeps it until it is acknowledged, and
/// sees that what is received is taken once and in order. Client and server each hold one.
#[derive(Clone, Debug)]
pub struct Link<M> {
    sent: u64,
    /// Oldest first.
    unacknowledged: Vec<(u64, M)>,
    received: u64,
    /// The highest number told to the other end.
    told: u64,
}

/// What a received number means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Receipt {
    /// The next one: act on it.
    Fresh,
    /// Already taken: drop it.
    Duplicate,
    /// Something before it is missing: drop the connection and resume.
    Gap,
}

impl<M: Clone> Link<M> {
    /// A link on which nothing was sent or received.
    pub const fn new() -> Link<M> {
        Link { sent: 0, unacknowledged: Vec::new(), received: 0, told: 0 }
    }

    /// Numbers a message, keeps it until it is acknowledged and wraps it up.
    pub fn send(&mut self, message: M) -> Frame<M> {
        self.sent += 1;
        self.unacknowledged.push((self.sent, message.clone()));
        self.frame(self.sent, Some(message))
    }

    /// Wraps up a message that is never resent.
    pub fn send_once(&mut self, message: M) -> Frame<M> {
        self.frame(0, Some(message))
    }

    /// A mere acknowledgement.
    pub fn acknowledge(&mut self) -> Frame<M> {
        self.frame(0, None)
    }

    /// Takes the numbers of a received frame. A number of 0 is always fresh.
    pub fn receive(&mut self, seq: u64, ack: u64) -> Receipt {
        self.acknowledged(ack);
        match seq {
            0 => Receipt::Fresh,
            seq if seq <= self.received => Receipt::Duplicate,
            seq if seq == self.received + 1 => {
                self.received = seq;
                Receipt::Fresh
            }
            _ => Receipt::Gap,
        }
    }

    /// Forgets what the other end says it has.
    pub fn acknowledged(&mut self, ack: u64) {
        self.unacknowledged.retain(|(seq, _)| *seq > ack);
    }

    /// Takes `seq` as received whatever is missing before it: a `Resync` stands for all of that.
    pub fn skip_to(&mut self, seq: u64) {
        self.received = self.received.max(seq);
    }

    /// What to send again on a new connection, oldest first.
    pub fn resend(&mut self) -> Vec<Frame<M>> {
        let kept: Vec<(u64, M)> = self.unacknowledged.to_vec();
        kept.into_iter().map(|(seq, message)| self.frame(seq, Some(message))).collect()
    }

    /// Throws away what was not acknowledged, as something that stands for all of it follows.
    pub fn drop_unacknowledged(&mut self) {
        self.unacknowledged.clear();
    }

    /// What waits for an acknowledgement, oldest first.
    pub fn unacknowledged(&self) -> impl ExactSizeIterator<Item = &M> {
        self.unacknowledged.iter().map(|(_, message)| message)
    }

    /// Whether so much was received since anything was sent that a mere acknowledgement is due.
    pub fn owes_acknowledgement(&self) -> bool {
        self.received >= self.told + ACKNOWLEDGE_EVERY
    }

    /// The number of the last message sent.
    pub fn last_sent(&self) -> u64 {
        self.sent
    }

    /// The number up to which everything was received.
    pub fn last_received(&self) -> u64 {
        self.received
    }

    fn frame(&mut self, seq: u64, message: Option<M>) -> Frame<M> {
        self.told = self.received;
        Frame { seq, ack: self.received, message }
    }
}

impl<M: Clone> Default for Link<M> {
    fn default() -> Link<M> {
        Link::new()
    }
}
