//! The npm package: wasm, glue and entry point in one file each for `import` and `require`, then the tarball.

mod bundle;
mod names;
mod text;
mod wasm;

pub(crate) use wasm::locked_version;

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

use crate::{
    npm, paths,
    step::{run, step},
};

/// The version of the package: the workspace's.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What was made.
#[derive(Debug)]
pub(crate) struct Package {
    /// The package's folder.
    pub(crate) folder: PathBuf,
    /// The packed package, as it would be published.
    pub(crate) tarball: PathBuf,
    /// What was made on the way: glue, wasm, entry point.
    pub(crate) parts: PathBuf,
}

impl Package {
    /// Says where it is.
    pub(crate) fn print(&self) {
        println!("{}\n{}", self.folder.display(), self.tarball.display());
    }
}

/// Builds the package. It is made beside its place and put there at the end, so that who reads it never finds half of it.
pub(crate) fn build() -> Result<Package> {
    npm::install_tools()?;
    let place = paths::npm_target();
    fs::create_dir_all(&place)?;
    let made = tempfile::Builder::new().prefix("new-").tempdir_in(&place)?;
    let parts = made.path().join("parts");
    let folder = made.path().join("calling");
    fs::create_dir(&parts)?;
    wasm::build(&parts, &place.join("parts"))?;
    step("entry points (esbuild)", || bundle::build(&parts, &folder))?;
    fill(&folder)?;
    pack(made.path())?;
    publish(made.path(), &place)
}

/// The files of the package beside its code.
fn fill(folder: &Path) -> Result<()> {
    let template = paths::root().join("pkg-template");
    for file in ["index.d.ts", "README.md"] {
        fs::copy(template.join(file), folder.join(file)).with_context(|| format!("pkg-template/{file}"))?;
    }
    // The types of `require`: the same declarations, which a `.cts` file makes those of a CommonJS module.
    fs::copy(template.join("index.d.ts"), folder.join("index.d.cts"))?;
    for file in ["LICENSE-APACHE", "LICENSE-MIT"] {
        fs::copy(paths::root().join(file), folder.join(file)).context(file)?;
    }
    let manifest = fs::read_to_string(template.join("package.json"))?;
    fs::write(folder.join("package.json"), manifest.replace("0.0.0-template", VERSION))?;
    Ok(())
}

fn pack(made: &Path) -> Result<()> {
    let args = ["pack", "./calling", "--ignore-scripts", "--pack-destination", "."];
    run("tarball (npm pack)", npm::npm(&args).current_dir(made)).map(drop)
}

fn publish(made: &Path, place: &Path) -> Result<Package> {
    let tarball = format!("offhook-calling-{VERSION}.tgz");
    for name in ["calling", "parts", &tarball] {
        let old = made.join(format!("{name}.old"));
        if place.join(name).exists() {
            fs::rename(place.join(name), old)?;
        }
        fs::rename(made.join(name), place.join(name))
            .with_context(|| format!("{name} could not be put in place"))?;
    }
    Ok(Package { folder: place.join("calling"), tarball: place.join(tarball), parts: place.join("parts") })
}
