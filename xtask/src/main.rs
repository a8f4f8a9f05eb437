//! Project rules, checked: `cargo xtask tidy` (and the tests of this package) fail on a breach.

mod layers;
mod sources;

use anyhow::{Result, bail};

fn main() -> Result<()> {
    match std::env::args().nth(1).as_deref() {
        Some("tidy") => {
            let breaches: Vec<String> = layers::breaches()?.into_iter().chain(sources::breaches()?).collect();
            if !breaches.is_empty() {
                bail!("{} breaches of the project's rules:\n{}", breaches.len(), breaches.join("\n"));
            }
            Ok(())
        }
        _ => bail!("usage: cargo xtask tidy"),
    }
}
