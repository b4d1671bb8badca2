use tokio_util::sync::CancellationToken;

/// How a server is told to stop.
#[derive(Clone, Debug, Default)]
pub struct Shutdown {
    /// Take nobody new, and wait for the calls that are running.
    pub drain: CancellationToken,
    /// Wait no longer.
    pub now: CancellationToken,
}
