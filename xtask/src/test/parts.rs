//! What each part runs.

use std::{fs, process::Command};

use anyhow::{Context, Result, ensure};

use super::{Part, session::Session, tally::Runner};
use crate::{npm, paths, size, tools};

/// Where the UI library is installed for the e2e test of it, and for its types.
const UI_LIBRARY: &str = "tests/e2e/ui-library";

/// Runs a part; an error is what it could not begin without.
pub(super) fn run(session: &mut Session, part: Part) -> Result<()> {
    match part {
        Part::Lint => lint(session),
        Part::Unit => unit(session),
        Part::Sim => {
            cargo_test(session, "--release -p offhook-sim");
            Ok(())
        }
        Part::Server => server(session),
        Part::Package => package(session),
        Part::Types => types(session),
        Part::Www => www(session),
        Part::Wasm => wasm(session),
        Part::E2e => e2e(session),
    }
}

fn lint(session: &mut Session) -> Result<()> {
    npm::install_tools()?;
    npm::install(&paths::root().join("tests/packaging"))?;
    npm::install(&paths::root().join("tests/types"))?;
    npm::install(&paths::root().join(UI_LIBRARY))?;
    npm::install(&paths::root().join("bench"))?;
    tools::wasm_target()?;
    session.check("rustfmt", Runner::Single, &mut cargo("fmt --all --check -- --color=never"));
    let host = "clippy --workspace --exclude offhook --all-targets -- -D warnings";
    session.check("clippy", Runner::Single, &mut cargo(host));
    let browser = "clippy -p offhook --target wasm32-unknown-unknown --all-targets -- -D warnings";
    session.check("clippy for the browser", Runner::Single, &mut cargo(browser));
    let mut prettier = npm::tool("prettier");
    session.check("prettier", Runner::Single, prettier.args(["--check", "--log-level=warn", "."]));
    session.check("types of JS (tsc)", Runner::Single, &mut npm::tool("tsc"));
    Ok(())
}

fn unit(session: &mut Session) -> Result<()> {
    cargo_test(session, "-p offhook-protocol -p offhook-core -p offhook-switchboard -p xtask");
    session.check("statistics of the benchmark", Runner::Node, &mut node_tests("bench/support")?);
    Ok(())
}

fn server(session: &mut Session) -> Result<()> {
    // It serves the page, and tests that it does.
    session.page()?;
    cargo_test(session, "-p offhook-server");
    Ok(())
}

fn package(session: &mut Session) -> Result<()> {
    let sizes = size::check(session.package()?);
    session.check_that(sizes);
    let dir = "tests/packaging";
    npm::install(&paths::root().join(dir))?;
    let mut tests = node_tests(dir)?;
    tests
        .env("OFFHOOK_TARBALL", &session.package()?.tarball)
        .env("OFFHOOK_BROWSER", tools::browser()?.binary);
    session.check("the packed package in apps", Runner::Node, &mut tests);
    Ok(())
}

fn types(session: &mut Session) -> Result<()> {
    let dir = paths::root().join("tests/types");
    npm::install(&dir)?;
    session.check("types", Runner::Single, npm::npm(&["test", "--silent"]).current_dir(dir));
    Ok(())
}

fn www(session: &mut Session) -> Result<()> {
    session.page()?;
    let dir = paths::root().join("www");
    session.check("types", Runner::Single, npm::npm(&["run", "--silent", "check"]).current_dir(&dir));
    session.check("what it shows", Runner::Node, npm::npm(&["test", "--silent"]).current_dir(&dir));
    Ok(())
}

fn wasm(session: &mut Session) -> Result<()> {
    tools::wasm_target()?;
    let browser = tools::browser()?;
    let path = tools::wasm_pack()?;
    let mut command = Command::new("wasm-pack");
    command
        .args(["test", "--headless", "--chrome", "--mode", "no-install", "--chromedriver"])
        .arg(browser.driver);
    command.args(["--", "--package", "offhook"]);
    command.current_dir(paths::root()).env("PATH", path);
    // Seconds for all of them; the runner's own limit is 20.
    command.env("WASM_BINDGEN_TEST_TIMEOUT", "300");
    session.check("bindings in a browser (wasm-pack)", Runner::Cargo, &mut command);
    Ok(())
}

/// `OFFHOOK_SERVER` is the server's binary, `OFFHOOK_PACKAGE` the package's folder, `OFFHOOK_BROWSER`, `OFFHOOK_FIREFOX` and
/// `OFFHOOK_TURNSERVER` the binaries of the browsers and of coturn.
fn e2e(session: &mut Session) -> Result<()> {
    npm::install_tools()?;
    npm::install(&paths::root().join(UI_LIBRARY))?;
    let mut tests = node_tests("tests/e2e")?;
    tests.env("OFFHOOK_BROWSER", tools::browser()?.binary).env("OFFHOOK_FIREFOX", tools::firefox()?);
    tests.env("OFFHOOK_TURNSERVER", tools::turnserver()?);
    tests.env("OFFHOOK_SERVER", session.server()?);
    tests.env("OFFHOOK_PACKAGE", &session.package()?.folder);
    session.check("calls between browsers", Runner::Node, &mut tests);
    Ok(())
}

fn cargo_test(session: &mut Session, what: &str) {
    let arguments = format!("test --no-fail-fast {what}");
    session.check(&format!("cargo {arguments}"), Runner::Cargo, &mut cargo(&arguments));
}

fn cargo(arguments: &str) -> Command {
    let mut command = tools::cargo();
    command.args(arguments.split(' '));
    command
}

/// The tests of a folder: its files that end in `.test.mjs`. One at a time, since each may start a browser.
fn node_tests(folder: &str) -> Result<Command> {
    let mut files = Vec::new();
    for file in fs::read_dir(paths::root().join(folder)).with_context(|| folder.to_owned())? {
        files.push(file?.path());
    }
    files.retain(|path| path.to_string_lossy().ends_with(".test.mjs"));
    // Named none, node looks for tests by itself, everywhere.
    ensure!(!files.is_empty(), "{folder} has no test");
    files.sort();
    let mut command = Command::new("node");
    command.args(["--test", "--test-reporter=spec", "--test-concurrency=1"]).args(files);
    command.current_dir(paths::root());
    Ok(command)
}
