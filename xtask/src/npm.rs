//! Node, and the development tools that come from npm.

use std::{fs, path::Path, process::Command};

use anyhow::{Context, Result, bail};

use crate::{
    paths,
    step::{capture, run},
};

/// The oldest Node that the tools run on.
const NODE: u32 = 20;

/// Installs the development tools of the checkout, unless those of this very lock file are there.
pub(crate) fn install_tools() -> Result<()> {
    check_node()?;
    install(&paths::root())
}

/// `npm ci` in a folder with a lock file, unless it was done for this very lock file.
pub(crate) fn install(dir: &Path) -> Result<()> {
    let lock = fs::read(dir.join("package-lock.json")).context("package-lock.json is missing")?;
    let stamp = dir.join("node_modules/.installed-package-lock.json");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    let name = dir.strip_prefix(paths::root()).unwrap_or(dir).display().to_string();
    let place = if name.is_empty() { String::new() } else { format!(" in {name}") };
    run(&format!("install npm packages{place} (npm ci)"), npm(&["ci"]).current_dir(dir))?;
    fs::write(stamp, lock)?;
    Ok(())
}

/// A script of a package.
pub(crate) fn run_script(name: &str, dir: &Path, script: &str) -> Result<()> {
    run(name, npm(&["run", "--silent", script]).current_dir(dir)).map(drop)
}

/// `npm` with these arguments.
pub(crate) fn npm(args: &[&str]) -> Command {
    let mut command = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    command.args(args);
    command
}

/// A command-line tool of the installed packages.
pub(crate) fn tool(name: &str) -> Command {
    let file = if cfg!(windows) { format!("{name}.cmd") } else { name.to_owned() };
    let mut command = Command::new(paths::root().join("node_modules/.bin").join(file));
    command.current_dir(paths::root());
    command
}

fn check_node() -> Result<()> {
    let help = format!(
        "install Node {NODE} or newer from https://nodejs.org/ (Debian 13: `apt-get install nodejs npm`)"
    );
    let Ok(outcome) = capture(Command::new("node").arg("--version")) else {
        bail!("Node is not on the PATH; {help}");
    };
    let version = outcome.output.trim().trim_start_matches('v');
    let major = version.split('.').next().and_then(|major| major.parse::<u32>().ok());
    if major.is_none_or(|major| major < NODE) {
        bail!("Node is {version}, too old; {help}");
    }
    Ok(())
}
