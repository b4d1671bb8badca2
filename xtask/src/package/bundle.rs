//! From glue and module to the two entry points of the package.

use std::{fs, path::Path};

use anyhow::{Context, Result, bail};

use super::{
    text,
    wasm::{GLUE, SMALL},
};
use crate::{npm, paths, step::capture};

/// What the glue exports for apps that fetch the module. Ours is inlined, so nobody calls it and it is left out.
const GLUE_EXPORTS: &str = "export { initSync, __wbg_init as default };";

/// The property that leads from an object into the module. Under a symbol, apps, `Object.keys` and JSON don't meet it.
const POINTER: &str = "__wbg_ptr";

/// Leaves `index.mjs` and `index.cjs` in the folder's `dist`.
pub(super) fn build(parts: &Path, folder: &Path) -> Result<()> {
    let template = paths::root().join("pkg-template/src");
    for file in fs::read_dir(&template).context("pkg-template/src")? {
        let file = file?;
        fs::copy(file.path(), parts.join(file.file_name()))?;
    }
    complete_glue(parts)?;
    inline_module(parts)?;
    for (format, file) in [("esm", "index.mjs"), ("cjs", "index.cjs")] {
        esbuild(parts, format, &folder.join("dist").join(file))?;
    }
    Ok(())
}

/// Lets the glue start itself, by `lazy.mjs`, and name its classes, by `classes`.
fn complete_glue(parts: &Path) -> Result<()> {
    let glue = fs::read_to_string(parts.join(GLUE))?;
    if glue.matches(GLUE_EXPORTS).count() != 1 {
        bail!("the glue of this wasm-bindgen does not end as expected: look at xtask/src/package/bundle.rs");
    }
    check_ownership(&glue)?;
    let glue = format!(
        "const {POINTER} = Symbol();\n{}",
        glue.replace(&format!(".{POINTER}"), &format!("[{POINTER}]"))
    );
    let lazy = fs::read_to_string(parts.join("lazy.mjs"))?;
    let classes = glue.lines().filter_map(|line| line.strip_prefix("export class ")?.strip_suffix(" {"));
    let classes = classes.collect::<Vec<_>>().join(", ");
    let tail = format!("{lazy}\nexport const classes = {{ {classes} }};\n");
    fs::write(parts.join("glue.mjs"), glue.replace(GLUE_EXPORTS, &tail))?;
    Ok(())
}

/// The entry point takes `free` and what it stands on from the classes, so nothing else may need it.
fn check_ownership(glue: &str) -> Result<()> {
    let owned = |line: &&str| line.contains(".__destroy_into_raw()");
    let mut lines = glue.lines().zip(glue.lines().skip(1)).filter(|(_, line)| owned(line));
    if let Some((_, line)) = lines.find(|(before, _)| before.trim() != "free() {") {
        bail!("an exported Rust function takes a class by value ({}): let it take a reference", line.trim());
    }
    Ok(())
}

/// `module.mjs`: the wasm as text.
fn inline_module(parts: &Path) -> Result<()> {
    let source = text::source(&fs::read(parts.join(SMALL))?).context("the module as text")?;
    fs::write(parts.join("module.mjs"), source)?;
    Ok(())
}

fn esbuild(parts: &Path, format: &str, file: &Path) -> Result<()> {
    let mut command = npm::tool("esbuild");
    command.arg(parts.join("entry.mjs")).arg(format!("--outfile={}", file.display()));
    command.arg(format!("--format={format}"));
    // Dependencies of the package stay imports: the app shares one logger with other SDKs.
    command.args(["--bundle", "--packages=external", "--minify", "--target=es2022", "--log-level=warning"]);
    let outcome = capture(&mut command)?;
    if !outcome.succeeded {
        bail!("esbuild failed:\n{}", outcome.output);
    }
    Ok(())
}
