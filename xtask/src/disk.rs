//! Room on the disk. Compilers and browsers that run out of it fail in ways that don't say so.

use crate::paths;

const GIGABYTE: u64 = 1_000_000_000;
/// What a first run of all tests writes, tools and browsers included, rounded up.
const FIRST_RUN: u64 = 5 * GIGABYTE;

/// Says so if there may be too little for a first run, and goes on: it may be enough.
pub(crate) fn warn_if_scarce() {
    let target = paths::cargo_target();
    if paths::npm_target().exists() {
        return;
    }
    // Where it cannot be asked for, the builds will tell.
    let Ok(free) = fs4::available_space(&target) else { return };
    if free < FIRST_RUN {
        println!("{}", warning(free, &target.display().to_string()));
    }
}

fn warning(free: u64, target: &str) -> String {
    let gigabytes = |bytes: u64| bytes as f64 / GIGABYTE as f64;
    format!(
        "Only {:.1} GB are free on the disk of {target}, and a first run writes up to {:.0} GB. If it fails for want of room: free \
         some, or have cargo build elsewhere (CARGO_TARGET_DIR).",
        gigabytes(free),
        gigabytes(FIRST_RUN)
    )
}

#[cfg(test)]
mod tests {
    use super::warning;

    #[test]
    fn it_says_how_much_there_is_and_how_much_it_takes() {
        let said = warning(287_000_000, "target");
        assert!(
            said.starts_with(
                "Only 0.3 GB are free on the disk of target, and a first run writes up to 5 GB."
            ),
            "{said}"
        );
    }
}
