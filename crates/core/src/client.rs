use offhook_protocol::Timestamp;

use crate::input::Input;
use crate::output::Output;

/// Which kind of user an agent is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AgentKind {
    /// `createTeamsCallAgent`
    Teams,
}

/// One call agent and its calls.
#[derive(Debug)]
pub struct Client {
    kind: AgentKind,
}

impl Client {
    /// A client that does nothing yet: [`crate::ApiCall::SignIn`] starts it.
    pub fn new(kind: AgentKind) -> Client {
        Client { kind }
    }

    /// Takes what happened.
    pub fn handle_input(&mut self, now: Timestamp, input: Input) {
        let _ = (now, input, self.kind);
    }

    /// What to do next. Call it until it is [`Output::Timeout`].
    pub fn poll_output(&mut self) -> Output {
        Output::Timeout(None)
    }
}
