//! The pages are part of the program: when they are built anew, so is it. Where there are none yet, cargo would take the
//! missing folder for a change at every build; `make web` touches this file.

fn main() {
    let pages = "../web/dist";
    let watched = if std::path::Path::new(pages).exists() { pages } else { "build.rs" };
    println!("cargo:rerun-if-changed={watched}");
}
