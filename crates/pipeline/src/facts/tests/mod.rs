//! What files of each language give.

mod complexity;
mod declarations;
mod findings;
mod robustness;
mod version;

use super::*;
use crate::languages::by_id;
use crate::options::Limits;

/// The facts of a snippet in code that is no test.
fn facts(language: &str, source: &str) -> FileFacts {
    let class = FileClass { language: by_id(language), test: false };
    extract(source, class, &Limits::default()).unwrap()
}

/// A function by its name.
fn function<'f>(facts: &'f FileFacts, name: &str) -> &'f FunctionFacts {
    facts
        .functions
        .iter()
        .find(|function| function.name == name)
        .unwrap_or_else(|| panic!("{name} in {facts:#?}"))
}
