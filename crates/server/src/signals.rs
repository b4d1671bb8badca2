//! What the operating system tells the process.

use std::io;

use offhook_server::Shutdown;

/// The first signal to stop drains, the second does not wait.
#[cfg(unix)]
pub(crate) fn stop(shutdown: &Shutdown) -> io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    let tokens = [shutdown.drain.clone(), shutdown.now.clone()];
    tokio::spawn(async move {
        for token in tokens {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
            token.cancel();
        }
    });
    Ok(())
}

/// The first signal to stop drains, the second does not wait.
#[cfg(windows)]
pub(crate) fn stop(shutdown: &Shutdown) -> io::Result<()> {
    let mut interrupt = tokio::signal::windows::ctrl_c()?;
    let tokens = [shutdown.drain.clone(), shutdown.now.clone()];
    tokio::spawn(async move {
        for token in tokens {
            drop(interrupt.recv().await);
            token.cancel();
        }
    });
    Ok(())
}

/// Does this on each SIGHUP.
#[cfg(unix)]
pub(crate) fn reload(work: impl Fn() + Send + 'static) -> io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut hang_up = signal(SignalKind::hangup())?;
    tokio::spawn(async move {
        while hang_up.recv().await.is_some() {
            work();
        }
    });
    Ok(())
}

/// Windows has no SIGHUP.
#[cfg(windows)]
pub(crate) fn reload(_: impl Fn() + Send + 'static) -> io::Result<()> {
    Ok(())
}
