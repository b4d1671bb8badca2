//! Tools from outside: the wasm target, browsers, wasm-pack, a TURN server, LiveKit's server. What is missing is installed where that can be
//! done, and said; where it can't be done, the error has the command to type.

use std::{
    env,
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};

use crate::{
    package::locked_version,
    paths,
    step::{capture, run},
};

/// The version of wasm-pack that is installed where none is there. Any other that is there is used.
const WASM_PACK: &str = "0.15.1";

/// The version of LiveKit's server that is built where none is there.
const LIVEKIT: &str = "v1.13.5";

/// A browser and the program that drives it.
#[derive(Debug)]
pub(crate) struct Browser {
    /// Chromium or Chrome.
    pub(crate) binary: PathBuf,
    /// Its chromedriver.
    pub(crate) driver: PathBuf,
}

/// The cargo that runs us.
pub(crate) fn cargo() -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(paths::root());
    command
}

/// Rust's standard library for the browser.
pub(crate) fn wasm_target() -> Result<()> {
    let target = "wasm32-unknown-unknown";
    let libdir = capture(Command::new("rustc").args(["--print", "target-libdir", "--target", target]))?;
    if libdir.succeeded && Path::new(libdir.output.trim()).exists() {
        return Ok(());
    }
    if find("rustup").is_none() {
        bail!(
            "Rust's target {target} is missing; install Rust by https://rustup.rs/, then `rustup target add {target}`"
        );
    }
    run("install the wasm target (rustup target add)", Command::new("rustup").args(["target", "add", target]))
        .map(drop)
}

/// Chromium or Chrome, and chromedriver. `OFFHOOK_BROWSER` and `CHROMEDRIVER` name those that are not on the PATH.
pub(crate) fn browser() -> Result<Browser> {
    let elsewhere = "install Chrome and the chromedriver of its version, with both on the PATH or named by \
                     OFFHOOK_BROWSER and CHROMEDRIVER";
    find_or_install("Chromium or its chromedriver", find_browser, "chromium chromium-driver", elsewhere)
}

/// Firefox. `OFFHOOK_FIREFOX` names one that is not on the PATH.
pub(crate) fn firefox() -> Result<PathBuf> {
    let elsewhere = "install Firefox, with it on the PATH or named by OFFHOOK_FIREFOX";
    find_or_install("Firefox", find_firefox, "firefox-esr", elsewhere)
}

/// coturn. `OFFHOOK_TURNSERVER` names one that is not on the PATH.
pub(crate) fn turnserver() -> Result<PathBuf> {
    let elsewhere = "install coturn, with its turnserver on the PATH or named by OFFHOOK_TURNSERVER";
    find_or_install("coturn's turnserver", find_turnserver, "coturn", elsewhere)
}

/// LiveKit's server, which the benchmark stands beside; none where there is no Go to build it with.
pub(crate) fn livekit_server() -> Result<Option<PathBuf>> {
    let name = "livekit-server";
    if find(name).is_none() && find("go").is_some() {
        let bin = tools_dir().join("bin");
        let source = format!("github.com/livekit/livekit-server/cmd/server@{LIVEKIT}");
        let mut command = Command::new("go");
        command.args(["install", &source]).env("GOBIN", &bin);
        run(&format!("install {name} {LIVEKIT} (go install, takes minutes, once)"), &mut command)?;
        // Go names it for its folder.
        let suffix = env::consts::EXE_SUFFIX;
        fs::rename(bin.join(format!("server{suffix}")), bin.join(format!("{name}{suffix}")))?;
    }
    Ok(find(name))
}

/// What Debian has packages of. `elsewhere` says what to do where we can't install them.
fn find_or_install<T>(what: &str, find: fn() -> Option<T>, packages: &str, elsewhere: &str) -> Result<T> {
    if let Some(found) = find() {
        return Ok(found);
    }
    let install = format!("apt-get update && apt-get install -y {packages}");
    if !is_debian() || !is_root() {
        bail!("{what} is missing; Debian: `sudo sh -c '{install}'`, elsewhere: {elsewhere}");
    }
    let mut command = Command::new("sh");
    command.args(["-c", &install]).env("DEBIAN_FRONTEND", "noninteractive");
    run(&format!("install {packages} ({install})"), &mut command)?;
    find().with_context(|| format!("{packages} was installed, but {what} is not on the PATH"))
}

/// A PATH with wasm-pack and the wasm-bindgen of our version, which it calls.
pub(crate) fn wasm_pack() -> Result<OsString> {
    let lock = fs::read_to_string(paths::root().join("Cargo.lock")).context("Cargo.lock")?;
    let bindgen = locked_version(&lock, "wasm-bindgen").context("Cargo.lock has no wasm-bindgen")?;
    let has_version = |path: &Path| {
        let said = capture(Command::new(path).arg("--version"));
        said.is_ok_and(|said| said.output.split_whitespace().any(|word| word == bindgen))
    };
    if !find("wasm-bindgen").is_some_and(|path| has_version(&path)) {
        install("wasm-bindgen-cli", bindgen)?;
    }
    if find("wasm-pack").is_none() {
        install("wasm-pack", WASM_PACK)?;
    }
    let build = build_of_tools();
    if build.exists() {
        fs::remove_dir_all(&build).with_context(|| build.display().to_string())?;
    }
    Ok(env::join_paths(search_path())?)
}

/// Installs a tool from crates.io for this checkout alone. Unoptimized, which halves the wait; a test run doesn't notice.
fn install(package: &str, version: &str) -> Result<()> {
    let tools = tools_dir();
    let mut command = cargo();
    command.args(["install", package, "--version", version, "--debug", "--no-default-features", "--root"]);
    command.arg(&tools).arg("--target-dir").arg(build_of_tools()).env("CARGO_PROFILE_DEV_DEBUG", "0");
    run(&format!("install {package} {version} (cargo install, takes minutes, once)"), &mut command).map(drop)
}

/// Where tools are built that share most of their dependencies. Nothing needs it afterwards, and it is a gigabyte.
fn build_of_tools() -> PathBuf {
    tools_dir().join("build")
}

fn tools_dir() -> PathBuf {
    paths::root().join("target/tools")
}

/// The checkout's own tools, then the PATH.
fn search_path() -> Vec<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    std::iter::once(tools_dir().join("bin")).chain(env::split_paths(&path)).collect()
}

fn find(program: &str) -> Option<PathBuf> {
    let name = format!("{program}{}", env::consts::EXE_SUFFIX);
    search_path().into_iter().map(|dir| dir.join(&name)).find(|path| path.is_file())
}

/// What an environment variable names.
fn named(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).map(PathBuf::from)
}

fn find_browser() -> Option<Browser> {
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
    let binary = named("OFFHOOK_BROWSER").or_else(|| names.into_iter().find_map(find))?;
    let driver = named("CHROMEDRIVER").or_else(|| find("chromedriver"))?;
    Some(Browser { binary, driver })
}

fn find_firefox() -> Option<PathBuf> {
    named("OFFHOOK_FIREFOX").or_else(|| ["firefox-esr", "firefox"].into_iter().find_map(find))
}

fn find_turnserver() -> Option<PathBuf> {
    named("OFFHOOK_TURNSERVER").or_else(|| find("turnserver"))
}

fn is_debian() -> bool {
    fs::read_to_string("/etc/os-release").is_ok_and(|release| release.lines().any(|line| line == "ID=debian"))
}

fn is_root() -> bool {
    capture(Command::new("id").arg("-u")).is_ok_and(|id| id.output.trim() == "0")
}
