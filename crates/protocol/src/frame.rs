use serde::{Deserialize, Serialize};

/// What one text message of the WebSocket carries.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Frame<M> {
    /// The message's number in its direction, from 1; 0 for what is not resent (`Hello`, `Welcome`, `Ping`, ..).
    /// Of a client's message it is also the number of the request that [`crate::ServerMessage::Done`] answers.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub seq: u64,
    /// The highest number that the sender has received without a gap.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub ack: u64,
    /// Absent in a mere acknowledgement.
    #[serde(default = "Option::default", skip_serializing_if = "Option::is_none")]
    pub message: Option<M>,
}

fn is_zero(number: &u64) -> bool {
    *number == 0
}
