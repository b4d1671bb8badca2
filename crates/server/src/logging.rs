use std::io::{self, IsTerminal};

use offhook_server::config::{LogConfig, LogFormat};
use tracing_subscriber::Layer;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

/// Logs to standard error from now on. `RUST_LOG` goes before `log.level`.
pub(crate) fn start(config: &LogConfig) {
    let parse = |wanted: &str| wanted.parse::<Targets>().ok();
    let filter = std::env::var("RUST_LOG").ok().as_deref().and_then(parse).or_else(|| parse(&config.level));
    let lines = fmt::layer().with_writer(io::stderr);
    let lines = match config.format {
        LogFormat::Text => lines.with_ansi(io::stderr().is_terminal()).boxed(),
        LogFormat::Json => {
            lines.json().flatten_event(true).with_current_span(true).with_span_list(false).boxed()
        }
    };
    tracing_subscriber::registry().with(lines).with(filter.unwrap_or_default()).init();
}
