//! From Rust to a small wasm module and its JS glue.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail, ensure};
use wasm_bindgen_cli_support::Bindgen;

use super::names;
use crate::{
    npm, paths,
    step::{run, step},
    tools,
};

/// The JS glue, an ES module.
pub(super) const GLUE: &str = "offhook.js";
/// The module as wasm-bindgen leaves it.
pub(crate) const RAW: &str = "offhook_bg.wasm";
/// The module as it ships.
pub(crate) const SMALL: &str = "offhook.small.wasm";

/// How wasm-opt was called.
const HOW: &str = "offhook.small.txt";

/// What LLVM does otherwise than `opt-level = "z"` has it. What counts is the size as brotli makes it, so all of this was found by
/// measuring, and takes 1.5% off.
const LLVM: &[&str] = &[
    // How large a function may be and still be inlined, as LLVM counts; 5 is meant by "z".
    "-inline-threshold=10",
    // Nothing is gained by clever loops where none is hot, nor by loads that are moved up into other blocks.
    "-disable-lsr",
    "-enable-load-pre=false",
];

/// What wasm-opt does.
///
/// The module travels compressed: what makes it smaller there counts. Measured: `-Oz` takes 12% off the bytes but adds 5%
/// to them as brotli makes them, because what it inlines and merges no longer repeats. This takes something off both.
const OPTIMIZE: &[&str] = &[
    "-O2",
    "--shrink-level=2",
    "--converge",
    // Functions that one other calls, if they are small.
    "--one-caller-inline-max-function-size=20",
    "--skip-pass=memory-packing",
    "--skip-pass=simplify-locals",
    "--skip-pass=simplify-locals-nostructure",
    // Numbers of locals do not travel: see `text::recency`.
    "--skip-pass=reorder-locals",
    // Hints about alignment, which engines pass over.
    "--dealign",
    // What is generated from the same code then stands together, where brotli finds it again.
    "--reorder-functions-by-name",
    // Names are read by now, and what follows is no help in a browser.
    "--strip-debug",
    "--strip-producers",
    "--strip-target-features",
    // The features that rustc uses by default for its target, and no others.
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Leaves the glue and both modules in `parts`. `last` is where the parts of the last build are, if there was one.
pub(super) fn build(parts: &Path, last: &Path) -> Result<()> {
    tools::wasm_target()?;
    check_bindgen_version()?;
    run("wasm (cargo build --profile wasm)", &mut cargo_build())?;
    let built = paths::cargo_target().join("wasm32-unknown-unknown/wasm/offhook.wasm");
    step("glue (wasm-bindgen)", || generate(&built, parts))?;
    optimize(parts, last)
}

fn cargo_build() -> Command {
    let mut command = tools::cargo();
    command.args(["build", "--package", "offhook", "--lib", "--profile", "wasm"]);
    command.args(["--target", "wasm32-unknown-unknown"]);
    let llvm = LLVM.iter().map(|argument| format!("-Cllvm-args={argument}"));
    let flags: Vec<String> = llvm.chain(anonymous_paths()).collect();
    command.env("CARGO_ENCODED_RUSTFLAGS", flags.join("\x1f"));
    command
}

/// A panic says where in the source it was; where that lay on the machine that built it is nobody's business.
fn anonymous_paths() -> Vec<String> {
    let cargo_home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let cargo_home =
        cargo_home.or_else(|| env::home_dir().map(|home| home.join(".cargo"))).unwrap_or_default();
    let sources = fs::read_dir(cargo_home.join("registry/src")).into_iter().flatten().flatten();
    let sources = sources.map(|source| source.path());
    let prefixes = sources.chain([paths::root()]);
    prefixes.map(|prefix| format!("--remap-path-prefix={}/=", prefix.display())).collect()
}

fn generate(built: &Path, parts: &Path) -> Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(built).web(true)?.omit_default_module_path(true).typescript(false);
    bindgen.remove_producers_section(true);
    let mut output = bindgen.generate_output()?;
    let glue = names::shorten(&mut output)?;
    output.emit(parts)?;
    // What was emitted still has the long names.
    fs::write(parts.join(GLUE), glue)?;
    Ok(())
}

/// Optimizes the module, unless the last build did the same: it takes longer than all the rest.
fn optimize(parts: &Path, last: &Path) -> Result<()> {
    let how = OPTIMIZE.join(" ");
    fs::write(parts.join(HOW), &how)?;
    let same = |file, now: &[u8]| fs::read(last.join(file)).is_ok_and(|before| before == now);
    if same(HOW, how.as_bytes()) && same(RAW, &fs::read(parts.join(RAW))?) {
        fs::copy(last.join(SMALL), parts.join(SMALL))?;
        return Ok(());
    }
    let mut command = npm::tool("wasm-opt");
    command.arg(parts.join(RAW)).arg("-o").arg(parts.join(SMALL)).args(OPTIMIZE);
    run("small wasm (wasm-opt)", &mut command).map(drop)
}

/// The glue is made here by one version of wasm-bindgen and was planned in the wasm by another if these differ.
fn check_bindgen_version() -> Result<()> {
    let lock = fs::read_to_string(paths::root().join("Cargo.lock")).context("Cargo.lock")?;
    let macros = locked_version(&lock, "wasm-bindgen").context("Cargo.lock has no wasm-bindgen")?;
    let Some(support) = locked_version(&lock, "wasm-bindgen-cli-support") else {
        bail!("Cargo.lock has no wasm-bindgen-cli-support");
    };
    ensure!(
        macros == support,
        "Cargo.lock has wasm-bindgen {macros} but wasm-bindgen-cli-support {support}: set the version in \
         xtask/Cargo.toml to ={macros}"
    );
    Ok(())
}

/// The version that a lock file gives for a package.
pub(crate) fn locked_version<'lock>(lock: &'lock str, package: &str) -> Option<&'lock str> {
    let entry = lock.split("[[package]]").find(|entry| entry.contains(&format!("name = \"{package}\"\n")))?;
    entry.split("version = \"").nth(1)?.split('"').next()
}

#[cfg(test)]
mod tests {
    use super::locked_version;

    #[test]
    fn a_version_is_found_by_the_whole_name() {
        let lock = "[[package]]\nname = \"a-b\"\nversion = \"1.0.0\"\n\n[[package]]\nname = \"a\"\nversion = \"2.0.0\"\n";
        assert_eq!(locked_version(lock, "a"), Some("2.0.0"));
        assert_eq!(locked_version(lock, "b"), None);
    }
}
