//! Where data from outside goes.
//!
//! Within a file: from sources (requests, arguments, the environment, parameters of public functions), through
//! assignments, concatenation, formatting, containers and calls of the file's own functions, past what makes it
//! harmless, to places where it does harm. What each language and framework adds is in [`tables`]. A file that names
//! no source is not looked at.

mod assign;
mod calls;
mod check;
mod functions;
mod lookup;
mod message;
mod scope;
mod tables;
mod taint;
mod template;
#[cfg(test)]
mod tests;
mod value;
mod walk;

use types::Severity;

use super::{File, Found, Rule};
use lookup::Lookup;
use taint::Trust;
use walk::Walk;

/// The harm that data from outside does at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weakness {
    /// It becomes part of an SQL statement.
    Sql,
    /// It becomes part of a command that a shell reads, or names a program.
    Command,
    /// It becomes part of a file's path.
    Path,
    /// It is run as code.
    Code,
    /// Objects are made of it, with whatever code that runs.
    Deserialization,
    /// It chooses the host that the server calls.
    Ssrf,
    /// It becomes part of a page.
    Xss,
    /// It chooses where the browser goes.
    Redirect,
}

/// Runs the analysis, where the file has anything to be analysed, and writes down what the given rules look for.
pub(super) fn report(rules: &[(&'static Rule, Weakness)], file: &File<'_>, found: &mut Vec<Found>) {
    let Some(lookup) = Lookup::of(file.spec).filter(|lookup| lookup.may_concern(file.source)) else { return };
    for hit in Walk::new(file, lookup).run() {
        let Some(&(rule, _)) = rules.iter().find(|(_, weakness)| *weakness == hit.weakness) else { continue };
        let remote = hit.taint.origin_of(hit.weakness).is_some_and(|origin| origin.trust == Trust::Remote);
        found.push(Found {
            rule,
            start_byte: hit.start_byte,
            end_byte: hit.end_byte,
            severity: if remote { rule.severity } else { rule.severity.min(Severity::Medium) },
            message: message::of(&hit),
            effort_minutes: rule.effort_minutes,
        });
    }
}
